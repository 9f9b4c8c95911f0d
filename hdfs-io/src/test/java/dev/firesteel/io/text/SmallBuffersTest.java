package dev.firesteel.io.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.io.storage.Location;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Borders of buffers, and short reads, do not show in records of any delimiter. */
final class SmallBuffersTest {
  private static final Location FILE = Location.parse("file:/in");

  @ParameterizedTest
  @CsvSource({
    "UTF-8,|",
    "UTF-8,||",
    "UTF-8,aab",
    "UTF-8,aba",
    "UTF-8,abab",
    "UTF-8,é",
    "UTF-16LE,",
    "UTF-16LE,ab",
    "UTF-16BE,aa",
    "UTF-32LE,",
    "UTF-32LE,aba",
    "IBM1047,",
    "Shift_JIS,|",
    "GBK,||",
    "ISO-2022-JP,",
    "ISO-2022-JP,aba"
  })
  void recordsAreTheSame(String charset, String delimiter) throws Exception {
    TextForm form = new TextForm(charset, delimiter == null ? "" : delimiter);
    for (long seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(30);
      String letters = form.isLines() ? "\r\nab" : "ab|" + delimiter;
      for (int i = 0; i < length; i++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      byte[] bytes = text.toString().getBytes(Charset.forName(charset));
      List<String> expected = records(form, bytes, 10_000, new Random(1), 0);
      for (int buffer = 1; buffer < 9; buffer++) {
        assertThat(records(form, bytes, buffer, random, 3))
            .as("%s of %d", text, buffer)
            .isEqualTo(expected);
        try (Cursor<String> cursor = open(form, bytes, buffer, random, 3)) {
          assertThat(cursor.count()).isEqualTo(expected.size());
        }
      }
      assertThat(expected).isEqualTo(reference(form, text.toString()));
    }
  }

  private static List<String> reference(TextForm form, String text) {
    List<String> records = new ArrayList<>();
    String regex = form.isLines() ? "\r\n|\r|\n" : Pattern.quote(form.delimiter());
    Matcher m = Pattern.compile(regex).matcher(text);
    int from = 0;
    while (m.find()) {
      records.add(text.substring(from, m.start()));
      from = m.end();
    }
    if (from < text.length()) {
      records.add(text.substring(from));
    }
    return records;
  }

  private static List<String> records(
      TextForm form, byte[] bytes, int buffer, Random random, int most) throws Exception {
    List<String> all = new ArrayList<>();
    try (Cursor<String> cursor = open(form, bytes, buffer, random, most)) {
      cursor.forEachRemaining(all::add);
    }
    return all;
  }

  private static Cursor<String> open(
      TextForm form, byte[] bytes, int buffer, Random random, int most) {
    InputStream in =
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] b, int off, int len) {
            return super.read(b, off, most == 0 ? len : Math.min(len, 1 + random.nextInt(most)));
          }
        };
    Reading reading = new Reading(FILE, 1000, buffer, new Task());
    TextLayout layout = TextLayout.of(form);
    if (layout.search() == TextLayout.Search.CHARACTERS) {
      return new CharacterCursor(reading, in, form);
    }
    Charset charset = layout.charset(new byte[0]);
    ByteWindow window = new ByteWindow(reading, in, 0, () -> Long.MAX_VALUE);
    return new DelimitedCursor(window, layout.ends(charset), charset, TextLayout.mark(charset));
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
