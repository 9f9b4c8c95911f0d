package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How archives of shared classes are asked for, by a launcher that only notes it. */
final class CdsArchivesTest {
  private static final String OPTION = "-XX:ArchiveClassesAtExit=";

  /** Splits options as the launcher and sessions do; what they name is made, or shown. */
  private static final String NOTING_LAUNCHER =
      """
      #!/usr/bin/env bash
      if [ -n "${HADOOP_CONF_DIR:-}" ]; then echo "$HADOOP_CONF_DIR" >>"$NOTES"; fi
      options=$FIRESTEEL_JAVA_OPTIONS
      for word in "$@"; do case $word in *java-options=*) options+=" ${word#*java-options=}" ;; esac; done
      for option in $options; do
        echo "$option"
        case $option in
          @*) cat "${option#@}" ;;
          -XX:*) touch "${option#*=}" ;;
        esac
      done >>"$NOTES"
      """;

  @TempDir private Path directory;

  @Test
  void pathsMayHaveSpaces() throws Exception {
    Path home = Files.createDirectories(directory.resolve("a home"));
    Path temporary = Files.createDirectories(directory.resolve("a tmp"));
    Path notes = directory.resolve("notes");
    Files.createFile(Files.createDirectories(home.resolve("lib")).resolve("x.jar"));
    Path launcher = Files.createDirectories(home.resolve("bin")).resolve("firesteel");
    Files.writeString(launcher, NOTING_LAUNCHER);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();

    assertThat(makeArchives(home, temporary, notes)).isZero();

    assertThat(home.resolve("cds/executor.jsa")).exists();
    assertThat(home.resolve("cds/driver.jsa")).exists();
    List<String> told = Files.readAllLines(notes);
    assertThat(told).as("files of this machine").doesNotContain("/some/cluster");
    assertThat(told).filteredOn(line -> line.startsWith(OPTION)).hasSize(2);
    assertThat(told)
        .containsSequence("-cp", "\"" + home + "/lib/x.jar\"")
        .last()
        .asString()
        .matches("dev\\.firesteel\\.shipping\\.Rehearsal \\S+ \\S+");
    assertThat(temporary).isEmptyDirectory();
  }

  private static int makeArchives(Path home, Path temporary, Path notes)
      throws IOException, InterruptedException {
    Path script = Path.of("..", "bin", "make-cds-archives.sh").toAbsolutePath().normalize();
    ProcessBuilder builder = new ProcessBuilder("bash", "-eu", "-c", ". \"$script\"").inheritIO();
    builder.environment().put("script", script.toString());
    builder.environment().put("home", home.toString());
    builder.environment().put("dist", home.toString());
    builder.environment().put("HADOOP_CONF_DIR", "/some/cluster");
    builder.environment().put("TMPDIR", temporary.toString());
    builder.environment().put("NOTES", notes.toString());
    return builder.start().waitFor();
  }
}
