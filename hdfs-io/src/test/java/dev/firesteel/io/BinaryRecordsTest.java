package dev.firesteel.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.io.FileFixture.Way;
import dev.firesteel.io.codec.Compression;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of one length, read and written. */
final class BinaryRecordsTest {
  @TempDir Path root;

  @Test
  void aLengthBelowOneIsRefused() {
    FileFixture files = new FileFixture(Way.LOCAL, root);
    assertThatThrownBy(() -> read(files, "in", 0, 1))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessage("Cannot read records of 0 bytes (use at least 1)");
  }

  @Test
  void aPartOfARecordIsNamedWithItsFile() throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root).file("in/a", new byte[10]);
    assertThatThrownBy(() -> read(files, "in", 4, 1))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessage(
            "Cannot read %s: its 10 bytes are not a multiple of the record length 4 (check the"
                + " length, or whether the file was written to its end)",
            files.name("in/a"));
    files.set("firesteel.io.output-compression", "gzip");
    FormatFixture.write(
        files,
        FileFixture.formats()
            .recordOutput(files.name("out"), 5, SaveOptions.DEFAULT, files.config()),
        List.of(List.of(new byte[5])));
    assertThatThrownBy(() -> read(files, "out", 4, 1))
        .hasMessageStartingWith(
            "Cannot read "
                + files.name("out/part-00000.gz")
                + ": it ends at byte 5 inside a record of 4 bytes");
  }

  @Test
  void elementsThatAreNoSuchRecordsAreRefused() {
    FileFixture files = new FileFixture(Way.LOCAL, root);
    for (Object element : new Object[] {"text", new byte[3]}) {
      String out = "out" + element.getClass().getSimpleName().charAt(0);
      assertThatThrownBy(
              () ->
                  FormatFixture.write(
                      files,
                      FileFixture.formats()
                          .recordOutput(files.name(out), 4, SaveOptions.DEFAULT, files.config()),
                      List.of(List.of(element))))
          .hasMessageContaining("Cannot write " + files.name(out))
          .hasMessageContaining(
              element instanceof String
                  ? "an element is a java.lang.String (map elements to arrays of 4 bytes)"
                  : "an element is an array of 3 bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7})
  void everySplitLayoutGivesEachRecordOnce(int length) throws Exception {
    int records = 60;
    byte[] bytes = new byte[records * length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 7);
    }
    for (Way way : Way.values()) {
      FileFixture files = new FileFixture(way, root).file("in", bytes).file("dir/empty", "");
      for (int splits = 1; splits <= bytes.length; splits += splits < 20 ? 1 : 17) {
        List<byte[]> read = read(files, "in", length, splits);
        assertThat(read).hasSize(records);
        for (int i = 0; i < records; i++) {
          assertThat(read.get(i))
              .isEqualTo(Arrays.copyOfRange(bytes, i * length, (i + 1) * length));
        }
      }
      assertThat(read(files, "dir", length, 2)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsRead(Compression compression) throws Exception {
    FileFixture files =
        new FileFixture(Way.LOCAL, root)
            .set("firesteel.io.output-compression", compression.name().toLowerCase(Locale.ROOT));
    List<byte[]> all =
        IntStream.range(0, 9000)
            .mapToObj(i -> ByteBuffer.allocate(12).putInt(i).putLong(i * 7919L).array())
            .toList();
    FormatFixture.write(
        files,
        FileFixture.formats()
            .recordOutput(files.name("out"), 12, SaveOptions.DEFAULT, files.config()),
        List.of(all.subList(0, 8000), List.of(), all.subList(8000, 9000)));
    assertThat(Files.exists(root.resolve("out/part-00002" + compression.extension()))).isTrue();
    assertThat(read(files, "out", 12, 5)).containsExactlyElementsOf(all);
  }

  private static List<byte[]> read(FileFixture files, String name, int length, int splits)
      throws Exception {
    return FormatFixture.read(
        files, FileFixture.formats().records(files.name(name), length, splits, files.config()));
  }
}
