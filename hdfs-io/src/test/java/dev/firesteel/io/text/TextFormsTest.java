package dev.firesteel.io.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.io.StandardFileFormats;
import dev.firesteel.io.input.FileRange;
import dev.firesteel.io.input.FileSplit;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Replicas;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each record of any delimiter and charset belongs to exactly one split. */
final class TextFormsTest {
  /** Charsets that write a mark of their own. */
  private static final Set<String> WRITE_MARK =
      Set.of("UTF-16", "x-UTF-16LE-BOM", "X-UTF-32BE-BOM", "X-UTF-32LE-BOM");

  @TempDir Path root;

  @Test
  void anUnknownCharsetOrAnEmptyOrImpossibleDelimiterIsRefused() {
    for (String name : List.of("UTF-9", "no such charset!")) {
      assertThatThrownBy(() -> new TextForm(name, ""))
          .isInstanceOfSatisfying(
              FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
          .hasMessageStartingWith("Cannot read or write text in '" + name + "'");
    }
    assertThatThrownBy(() -> TextForm.delimited("")).hasMessageContaining("empty delimiter");
    assertThatThrownBy(() -> TextForm.delimited("€", ISO_8859_1))
        .hasMessageContaining("ISO-8859-1 with the delimiter '€': the charset has no such");
  }

  @Test
  void singleBytesAreNoPartsOfOtherCharacters() {
    for (String charset : List.of("ISO-8859-1", "windows-1252", "US-ASCII")) {
      String delimiter = charset.equals("US-ASCII") ? "|" : "\u00a7";
      TextForm form = TextForm.delimited(delimiter, Charset.forName(charset));
      assertThat(TextLayout.of(form).splittable()).as(charset).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"|", "||", "aab", "aba", "||\n", "\r\n", "\n\n", "a", "€", "é|é", "\uFEFF", "𝄞"})
  void everySplitSizeGivesEachRecordOnce(String delimiter) throws Exception {
    for (long seed = 0; seed < 4; seed++) {
      check(TextForm.delimited(delimiter), text(delimiter + "ab|\né", 40, seed));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8,",
    "UTF-16,",
    "UTF-16BE,",
    "UTF-16LE,",
    "x-UTF-16LE-BOM,",
    "UTF-32,",
    "UTF-32BE,",
    "UTF-32LE,",
    "X-UTF-32BE-BOM,",
    "X-UTF-32LE-BOM,",
    "ISO-8859-1,",
    "US-ASCII,",
    "windows-1252,",
    "IBM1047,",
    "IBM037,",
    "GBK,",
    "GB18030,",
    "Shift_JIS,",
    "EUC-JP,",
    "EUC-KR,",
    "Big5,",
    "Big5-HKSCS,",
    "x-euc-tw,",
    "x-Johab,",
    "ISO-2022-JP,",
    "ISO-2022-KR,",
    "x-IBM930,",
    "CESU-8,",
    "UTF-16,a",
    "UTF-16LE,aab",
    "UTF-32,||",
    "UTF-16BE,aa",
    "GBK,|",
    "GBK,||",
    "Shift_JIS,|",
    "Shift_JIS,'a,'",
    "Big5,\\",
    "GB18030,0",
    "GB18030,','",
    "EUC-JP,|",
    "EUC-JP,あ",
    "EUC-KR,aa",
    "ISO-2022-JP,||",
    "ISO-2022-JP,あ",
    "x-IBM930,a",
    "IBM1047,||",
    "windows-1252,€",
    "UTF-16LE,𝄞",
    "CESU-8,𝄞"
  })
  void everyCharsetIsSplitRight(String charset, String delimiter) throws Exception {
    TextForm form = new TextForm(charset, delimiter == null ? "" : delimiter);
    String letters = "ab|0\\,\n\r" + form.delimiter() + "あ表ソ中亂가𝄞é€丂倈Āʼn\u0A0A\u0D0A\u0A0D";
    StringBuilder known = new StringBuilder();
    Charset set = Charset.forName(charset);
    letters
        .codePoints()
        .mapToObj(Character::toString)
        .filter(each -> set.newEncoder().canEncode(each))
        .forEach(known::append);
    for (long seed = 0; seed < 2; seed++) {
      check(form, text(known.toString(), 24, seed));
      check(form, "\uFEFF" + text(known.toString(), 12, seed));
    }
  }

  /** The rule, as simple as can be: characters from left to right. */
  private static List<String> reference(TextForm form, String text) {
    List<String> records = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); ) {
      int length = endAt(form, text, i);
      if (length > 0) {
        records.add(text.substring(from, i));
        from = i + length;
      }
      i += Math.max(1, length);
    }
    if (from < text.length()) {
      records.add(text.substring(from));
    }
    return records;
  }

  private static int endAt(TextForm form, String text, int i) {
    if (!form.isLines()) {
      return text.startsWith(form.delimiter(), i) ? form.delimiter().length() : 0;
    }
    return text.startsWith("\r\n", i)
        ? 2
        : text.charAt(i) == '\n' || text.charAt(i) == '\r' ? 1 : 0;
  }

  private void check(TextForm form, String text) throws Exception {
    Charset charset = form.toCharset();
    byte[] bytes = text.getBytes(charset);
    String read = new String(bytes, charset);
    boolean marked = read.startsWith("\uFEFF") && !WRITE_MARK.contains(charset.name());
    List<String> expected = reference(form, marked ? read.substring(1) : read);
    Path file = Files.write(root.resolve("in"), bytes);
    boolean whole = TextLayout.of(form).search() == TextLayout.Search.CHARACTERS;
    InputFormat<String, FileSplit> input =
        new StandardFileFormats().text("file:" + file, 0, form, Config.empty());
    for (int size = whole ? bytes.length + 1 : 1; size <= bytes.length + 1; size++) {
      assertThat(read(input, file, bytes.length, size))
          .as("splits of %d bytes of %s, %s", size, read, form)
          .isEqualTo(expected);
    }
  }

  private static List<String> read(
      InputFormat<String, FileSplit> input, Path file, int length, int size) throws Exception {
    Location location = Location.parse("file:" + file);
    List<String> all = new ArrayList<>();
    for (int start = 0; start < length; start += size) {
      FileRange range = new FileRange(location, start, Math.min(size, length - start), length);
      FileSplit split = FileSplit.of(range, Replicas.UNKNOWN);
      int before = all.size();
      try (Cursor<String> records = input.open(split, new Task())) {
        records.forEachRemaining(all::add);
      }
      try (Cursor<String> records = input.open(split, new Task())) {
        assertThat(records.count()).isEqualTo(all.size() - before);
      }
    }
    return all;
  }

  private static String text(String letters, int length, long seed) {
    Random random = new Random(seed);
    int[] all = letters.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.appendCodePoint(all[random.nextInt(seed % 2 == 0 ? all.length : (all.length + 1) / 2)]);
    }
    return text.toString();
  }

  private record Task() implements ReadContext {
    @Override
    public Config config() {
      return Config.empty();
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public void bytesRead(long bytes) {}
  }
}
