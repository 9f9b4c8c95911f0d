package dev.firesteel.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileEntryTest {
  @ParameterizedTest
  @ValueSource(strings = {"/a/b.txt#", "/a/b#..", "/", "/a/..", "#name", " "})
  void refusesEntriesThatLeaveNoName(String text) {
    assertThatThrownBy(() -> FileEntry.parse(text))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("it has no name (write PATH or PATH#NAME)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/a/b.txt /a/b.txt b.txt",
        "b.txt b.txt b.txt",
        "/a/b.zip#env /a/b.zip env",
        "hdfs://nn:1/a/b.jar hdfs://nn:1/a/b.jar b.jar",
        "hdfs:///a/b.jar#c.jar hdfs:///a/b.jar c.jar",
        "/a#b/c.txt /a#b/c.txt c.txt",
      })
  void namesAreTheLastPartOrWhatIsSaid(String text, String location, String name) {
    assertThat(FileEntry.parse(text)).isEqualTo(new FileEntry(location, name));
  }

  @Test
  void aFileWithAMarkInItsNameNeedsNoOther(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("a#b"), "");
    assertThat(FileEntry.parse(file.toString()).name()).isEqualTo("a#b");
  }

  @Test
  void onlyPathsAndFileUrisAreLocal() {
    assertThat(FileEntry.parse("/a/b").local()).contains(Path.of("/a/b"));
    assertThat(FileEntry.parse("file:/a/b").local()).contains(Path.of("/a/b"));
    assertThat(FileEntry.parse("file:///a/b%20c").local()).contains(Path.of("/a/b c"));
    assertThat(FileEntry.parse("file:/a/b c").local()).contains(Path.of("/a/b c"));
    assertThat(FileEntry.parse("hdfs:///a/b").local()).isEmpty();
  }

  @Test
  void aMalformedFileUriSaysWhatToWrite() {
    assertThatThrownBy(() -> FileEntry.parse("file://host/a/b").local())
        .hasMessageContaining("(write a path)");
  }
}
