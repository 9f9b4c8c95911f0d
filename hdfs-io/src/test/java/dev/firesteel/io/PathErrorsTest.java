package dev.firesteel.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigCheck;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.io.FileFixture.Way;
import dev.firesteel.io.input.InputKeys;
import dev.firesteel.io.storage.HadoopKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What users write as paths and settings, and what they are told when it is wrong. */
final class PathErrorsTest {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Cannot read text files: no path is given (name at least one)",
        "' , '|Cannot read text files: no path is given (name at least one)",
        "file:|Cannot use path 'file:': it has a scheme but no path (write /dir/file or"
            + " scheme://host/dir/file)",
        "1x://host/file|Cannot use path '1x://host/file': '1x' is not a scheme (write /dir/file or"
            + " scheme://host/dir/file)",
        "file://host/dir|Cannot use path file://host/dir: local files have no host (write"
            + " file:///dir/file)",
        "nope://host/dir|Cannot use path nope://host/dir: no file system for scheme 'nope' is on the"
            + " class path (add its jar with --jars; if the jar does not announce it, set"
            + " firesteel.hadoop.fs.nope.impl to its class; for a local file of that name write"
            + " ./nope:...)",
      })
  void malformedPathsAreRefusedAtOnce(String path, String message) {
    assertThatThrownBy(() -> FileFixture.formats().text(path, 0, Config.empty()))
        .isInstanceOf(FiresteelException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"in/{a,is not closed", "in/[a,is not closed in", "in/[b-a],range"})
  void malformedGlobsAreRefused(String glob, String why) {
    FileFixture files = new FileFixture(Way.LOCAL, root);
    assertThatThrownBy(() -> files.plan(files.name(glob), 0))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessageStartingWith("Cannot use glob " + files.name(glob))
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatVanishesAfterPlanningIsNamed(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root).file("in", "text");
    InputFormat<String, ? extends InputSplit> format =
        FileFixture.formats().text(files.name("in"), 0, files.config());
    vanish(format, files);
  }

  private static <S extends InputSplit> void vanish(
      InputFormat<String, S> format, FileFixture files) throws Exception {
    List<S> splits = format.plan(new PlanContext(files.config(), 1));
    Files.delete(files.path("in"));
    assertThatThrownBy(() -> format.open(splits.get(0), files.reading()))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.INPUT_OUTPUT))
        .hasMessage("Cannot read " + files.name("in") + ": it does not exist (check the path)");
  }

  @Test
  void aPathWithoutASchemeIsOnTheDefaultFileSystem() throws Exception {
    FileFixture files =
        new FileFixture(Way.HADOOP, root)
            .file("in", "text")
            .set("firesteel.hadoop.fs.defaultFS", "tested:///");
    assertThat(files.read(root + "/in", 0)).containsExactly(List.of("text"));
    assertThat(FileFixture.formats().text(root + "/in", 0, files.config()).describe())
        .isEqualTo("text tested:" + root + "/in");
  }

  @Test
  void hadoopsConfigurationDirectorySaysTheDefaultFileSystem() throws Exception {
    FileFixture files =
        new FileFixture(Way.LOCAL, root)
            .file("in", "text")
            .file(
                "conf/core-site.xml",
                "<configuration>"
                    + "<property><name>fs.defaultFS</name><value>tested:///</value></property>"
                    + "<property><name>fs.tested.impl</name><value>"
                    + TestedFileSystem.class.getName()
                    + "</value></property></configuration>")
            .set("firesteel.io.hadoop-conf-dir", root.resolve("conf").toString());
    assertThat(FileFixture.formats().text(root + "/in", 0, files.config()).describe())
        .isEqualTo("text tested:" + root + "/in");
    assertThat(files.read(root + "/in," + files.name("in"), 0)).hasSize(2);
  }

  @Test
  void aRelativePathIsInTheWorkingDirectory() {
    assertThat(FileFixture.formats().text("some/in", 0, Config.empty()).describe())
        .isEqualTo("text file:" + Path.of("some/in").toAbsolutePath());
  }

  @Test
  void settingsOfHadoopPassTheCheckAndOthersDoNot() {
    ConfigCheck check = ConfigCheck.of(List.of(new IoKeys(), new InputKeys(), new HadoopKeys()));
    Map<String, String> settings = new TreeMap<>();
    settings.put("firesteel.hadoop.fs.s3a.endpoint", "x");
    settings.put("firesteel.io.split-size", "32m");
    assertThat(check.problems(Config.of(settings))).isEmpty();
    settings.put("firesteel.io.split-sise", "32m");
    settings.put("firesteel.hadoop.", "32m");
    assertThat(check.problems(Config.of(settings))).hasSize(2);
  }
}
