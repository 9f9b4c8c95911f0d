package dev.firesteel.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.FileFixture.Way;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Input of files, directories, lists and globs, with and without Hadoop. */
final class TextFilesTest {
  @TempDir Path root;

  @ParameterizedTest
  @EnumSource
  void aFileGivesItsLines(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root).file("in/a.txt", "one\ntwo\n\nthree");
    assertThat(files.lines("in/a.txt", 1)).containsExactly("one", "two", "", "three");
    assertThat(files.read(files.name("in/a.txt"), 3)).hasSize(3);
    assertThat(files.lines("in/a.txt", 100)).containsExactly("one", "two", "", "three");
  }

  @ParameterizedTest
  @EnumSource
  void aDirectoryGivesItsFilesInOrderWithoutHiddenOnes(Way way) throws Exception {
    FileFixture files =
        new FileFixture(way, root)
            .file("in/b", "2")
            .file("in/a", "1")
            .file("in/_SUCCESS", "no")
            .file("in/.crc", "no")
            .file("in/empty", "");
    assertThat(files.lines("in", 0)).containsExactly("1", "2");
    assertThat(files.plan(files.name("in/empty"), 4)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void globsAndListsGiveAllThatMatches(Way way) throws Exception {
    FileFixture files =
        new FileFixture(way, root)
            .file("in/2024/a.txt", "1")
            .file("in/2024/b.log", "2")
            .file("in/2025/a.txt", "3")
            .file("in/2025/_a.txt", "4")
            .file("in/x,y/a b%20.txt", "5")
            .file("in/x[1]", "6");
    assertThat(files.lines("in/*/a.txt", 0)).containsExactly("1", "3");
    assertThat(files.lines("in/202?", 0)).containsExactly("1", "2", "3");
    assertThat(files.lines("in/202[5-9]/*.txt", 0)).containsExactly("3");
    assertThat(files.lines("in/202[^4]/*", 0)).containsExactly("3");
    assertThat(files.lines("in/{2025/a,2024/b}.{txt,log}", 0)).containsExactly("2", "3");
    assertThat(files.lines("in/2025/_*", 0)).containsExactly("4");
    assertThat(files.lines("in/x\\,y/a b%20.txt", 0)).containsExactly("5");
    assertThat(files.lines("in/x\\[1\\]", 0)).containsExactly("6");
    assertThat(files.read(files.name("in/2025/a.txt") + " , " + files.name("in/2024/{a,b}.*"), 0))
        .containsExactly(List.of("3"), List.of("1"), List.of("2"));
  }

  @ParameterizedTest
  @EnumSource
  void allMissingPathsAreNamedTogether(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root).file("in/a", "1");
    assertThatThrownBy(
            () ->
                files.plan(
                    String.join(
                        ",",
                        files.name("none"),
                        files.name("in"),
                        files.name("in/*.gz"),
                        files.name("in/a/b")),
                    0))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.INPUT_OUTPUT))
        .hasMessage(
            "Cannot read 3 paths:\n  %s: it does not exist (check the path)\n  %s: it does not exist"
                    .formatted(files.name("none"), files.name("in/*.gz"))
                + " (check the path)\n  %s: it does not exist (check the path)"
                    .formatted(files.name("in/a/b")));
  }

  @ParameterizedTest
  @EnumSource
  void subdirectoriesAreRefusedSkippedOrRead(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root).file("in/a", "1").file("in/d/e/b", "2");
    assertThatThrownBy(() -> files.lines("in", 0))
        .hasMessageContaining(files.name("in/d") + ": it is a directory inside an input directory");
    assertThat(files.set("firesteel.io.subdirectories", "skip").lines("in", 0))
        .containsExactly("1");
    assertThat(files.set("firesteel.io.subdirectories", "read").lines("in", 0))
        .containsExactly("1", "2");
  }
}
