package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of several launchers of one checkout one builds; here Maven only says that it was called. */
@Timeout(120)
final class BuildLockTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo build >>"$HOME_OF_TEST/builds"
      mkdir -p "$HOME_OF_TEST/cli/target/dist/lib" "$HOME_OF_TEST/cli/target/dist/cds"
      while ! [ -e "$HOME_OF_TEST/go" ]; do sleep 0.05; done
      touch "$HOME_OF_TEST/cli/target/dist/lib/firesteel-cli-1.jar"
      """;

  private static final String LAUNCHER =
      """
      set -eu
      home=$HOME_OF_TEST
      dist=$home/cli/target/dist
      . "$home/bin/build-if-needed.sh"
      """;

  @TempDir private Path home;
  private final List<Process> launchers = new ArrayList<>();

  @BeforeEach
  void checkout() throws IOException {
    Files.createDirectories(home.resolve("cli/src/main"));
    Files.createFile(home.resolve("pom.xml"));
    Files.createFile(home.resolve("cli/pom.xml"));
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("..", "bin", "build-if-needed.sh"), bin.resolve("build-if-needed.sh"));
    Files.writeString(bin.resolve("make-cds-archives.sh"), "touch \"$dist/cds/made\"");
    Files.writeString(bin.resolve("mvn"), MAVEN);
    assertThat(bin.resolve("mvn").toFile().setExecutable(true)).isTrue();
  }

  @AfterEach
  void end() {
    for (Process launcher : launchers) {
      launcher.descendants().forEach(ProcessHandle::destroyForcibly);
      launcher.destroyForcibly();
    }
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", LAUNCHER)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log-" + launchers.size()).toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME_OF_TEST",
                home.toString(),
                "PATH",
                home.resolve("bin") + ":" + System.getenv("PATH")));
    Process launcher = builder.start();
    launchers.add(launcher);
    return launcher;
  }

  private String log(int launcher) {
    try {
      return Files.readString(home.resolve("log-" + launcher));
    } catch (IOException e) {
      return "";
    }
  }

  private void awaitWaiting(int launcher, long builder) {
    Await.until(
        "one waits",
        () -> log(launcher).contains("waiting for process " + builder + ","),
        () -> log(launcher));
  }

  @Test
  void oneBuildsAndTheOthersWaitForIt() throws Exception {
    Process builder = launch();
    Await.until("it builds", () -> Files.exists(home.resolve("builds")), () -> log(0));
    launch();
    launch();
    awaitWaiting(1, builder.pid());
    awaitWaiting(2, builder.pid());
    Files.createFile(home.resolve("go"));
    for (Process each : launchers) {
      assertThat(each.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(each.exitValue()).isZero();
    }
    assertThat(home.resolve("builds")).hasContent("build");
  }

  @Test
  void aLockOfOneThatWasKilledIsFree() throws Exception {
    Files.createDirectories(home.resolve("cli/target"));
    Files.writeString(home.resolve("cli/target/build-lock"), "1");
    Files.createFile(home.resolve("go"));
    assertThat(launch().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(home.resolve("builds")).hasContent("build");
  }
}
