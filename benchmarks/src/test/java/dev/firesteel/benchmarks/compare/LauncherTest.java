package dev.firesteel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  private static final Cell CELL = new Cell(Peer.FIRESTEEL, "local[2]", "sort");

  @TempDir private Path home;
  private Path logs;

  @BeforeEach
  void directories() throws IOException {
    logs = Files.createDirectory(home.resolve("logs"));
    Files.createDirectory(home.resolve("benchmarks"));
  }

  @Test
  void theLineOfFiguresIsTakenWithWhatWasSeenFromOutside() throws Exception {
    Run run =
        launcher("echo noise; echo \"{\\\"who\\\":\\\"$1 $2 $4\\\",\\\"ok\\\":true}\"", 60)
            .run(CELL, 1);

    assertThat(run.ok()).isTrue();
    assertThat(run.line().get("who").asText()).isEqualTo("local[2] sort 0.5");
    assertThat(run.line().get("peer").asText()).isEqualTo("firesteel");
    assertThat(run.figure("wall_s").orElseThrow()).isPositive();
    assertThat(run.figure("max_process_mb")).isPresent();
  }

  @Test
  void aFailureIsToldWithItsExitStatusAndLog() throws Exception {
    Run run = launcher("echo why >&2; exit 3", 60).run(CELL, 2);

    assertThat(run.ok()).isFalse();
    assertThat(run.line().get("failure").asText()).contains("exit 3", ".log");
    assertThat(logs.resolve("firesteel-sort-local-2--2.log")).hasContent("why");
  }

  @Test
  void aProcessWithoutFiguresIsAFailure() throws Exception {
    assertThat(launcher("exit 0", 60).run(CELL, 1).ok()).isFalse();
  }

  @Test
  void aProcessThatTakesTooLongIsKilledWithAllItStarted() throws Exception {
    Path pid = home.resolve("pid");

    Run run = launcher("sleep 600 & echo $! > '" + pid + "'; wait", 1).run(CELL, 1);

    assertThat(run.line().get("failure").asText()).contains("longer than 1 s");
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child).ifPresent(left -> left.onExit().join());
  }

  private Launcher launcher(String script, int seconds) throws IOException {
    Path file = home.resolve("benchmarks/launch");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new Launcher(home, home, logs, 0.5, Duration.ofSeconds(seconds));
  }
}
