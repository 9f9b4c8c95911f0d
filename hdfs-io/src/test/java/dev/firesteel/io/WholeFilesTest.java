package dev.firesteel.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.io.FileFixture.Way;
import dev.firesteel.io.codec.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files as elements: their names and what they hold. */
final class WholeFilesTest {
  @TempDir Path root;

  @Test
  void aFileAboveTwoGibIsRefusedByName() throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root);
    try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("large").toFile(), "rw")) {
      sparse.setLength(1L << 31);
    }
    assertThatThrownBy(() -> binary(files, "large"))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessage(
            "Cannot read %s: it has 2147483648 bytes, too many for one element, which is at most"
                + " 2 GiB (read it in pieces: textFile, binaryRecords)",
            files.name("large"));
  }

  @Test
  void aFileThatBecameShorterIsRefused() throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root).file("a", "1234567890");
    assertThatThrownBy(
            () -> cut(files, FileFixture.formats().wholeFiles(files.name("a"), 0, files.config())))
        .hasMessageStartingWith(
            "Cannot read " + files.name("a") + ": it has at most 3 bytes but had 10");
  }

  private static <S extends InputSplit> void cut(
      FileFixture files, InputFormat<Entry<String, byte[]>, S> format) throws Exception {
    S split = format.plan(new PlanContext(files.config(), 2)).get(0);
    files.file("a", "123");
    try (Cursor<Entry<String, byte[]>> cursor = format.open(split, files.reading())) {
      cursor.forEachRemaining(element -> {});
    }
  }

  @Test
  void damagedCompressedTextIsNamed() throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root).file("a.gz", "no gzip");
    assertThatThrownBy(() -> texts(files, "a.gz", UTF_8))
        .hasMessage("Cannot read %s: no gzip data at byte 0", files.name("a.gz"));
  }

  @ParameterizedTest
  @EnumSource
  void eachFileIsAnElementAlsoAnEmptyOne(Way way) throws Exception {
    FileFixture files =
        new FileFixture(way, root)
            .file("in/a", "one\ntwo")
            .file("in/b", "")
            .file("in/c", "\uFEFFäöü")
            .file("in/_d", "hidden");
    assertThat(texts(files, "in", UTF_8))
        .containsExactly(
            entry(files.name("in/a"), "one\ntwo"),
            entry(files.name("in/b"), ""),
            entry(files.name("in/c"), "äöü"));
    assertThat(binary(files, "in").stream().map(Entry::getValue).map(String::new))
        .containsExactly("one\ntwo", "", "\uFEFFäöü");
  }

  @Test
  void textIsReadInAnyCharset() throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root).file("a", "grün".getBytes(ISO_8859_1));
    assertThat(texts(files, "a", ISO_8859_1)).containsExactly(entry(files.name("a"), "grün"));
    assertThat(texts(files, "a", UTF_8)).containsExactly(entry(files.name("a"), "gr\uFFFDn"));
  }

  @ParameterizedTest
  @EnumSource
  void compressedTextIsDecompressedAndBytesStayAsTheyAre(Compression compression) throws Exception {
    byte[] content = compressed(compression, "some text\n".repeat(5000));
    String name = "a" + compression.extension();
    FileFixture files = new FileFixture(Way.LOCAL, root).file(name, content);
    assertThat(texts(files, name, UTF_8))
        .containsExactly(entry(files.name(name), "some text\n".repeat(5000)));
    assertThat(binary(files, name).get(0).getValue()).isEqualTo(content);
    Files.write(root.resolve(name), new byte[0]);
    assertThat(texts(files, name, UTF_8)).containsExactly(entry(files.name(name), ""));
  }

  private static byte[] compressed(Compression compression, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compression.compress(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<Entry<String, String>> texts(FileFixture files, String name, Charset charset)
      throws Exception {
    return FormatFixture.read(
        files, FileFixture.formats().wholeTexts(files.name(name), charset, 0, files.config()));
  }

  private static List<Entry<String, byte[]>> binary(FileFixture files, String name)
      throws Exception {
    return FormatFixture.read(
        files, FileFixture.formats().wholeFiles(files.name(name), 0, files.config()));
  }
}
