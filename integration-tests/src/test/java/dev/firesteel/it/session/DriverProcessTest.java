package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver in a process of its own: what it loads, and what is left when it is killed. */
@Timeout(180)
final class DriverProcessTest {
  @TempDir private Path directory;
  private final List<String> output = new ArrayList<>();
  private final List<ProcessHandle> started = new ArrayList<>();

  private Process start(String what, String master, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedMain.class.getName(),
            what,
            master,
            directory.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process.toHandle());
    return process;
  }

  @AfterEach
  void killWhatATestLeft() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** Reads until a line of the program's own. */
  private void awaitLine(BufferedReader reader, String wanted) throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      output.add(line);
      if (line.equals(wanted)) {
        return;
      }
    }
    throw new AssertionError("no line '" + wanted + "' in:\n" + String.join("\n", output));
  }

  private void assertNoFiles() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.filter(path -> !path.equals(directory))).isEmpty();
    }
  }

  @Test
  void aSessionInThisJvmUsesNoNetworkAndNoHadoop() throws Exception {
    Process driver = start("count", "local[2]", "-verbose:class");
    try (BufferedReader reader = driver.inputReader()) {
      awaitLine(reader, "closed");
    }
    assertThat(driver.waitFor()).isZero();
    assertThat(output)
        .contains("counted 3")
        .noneMatch(line -> line.contains(" io.netty."))
        .noneMatch(line -> line.contains(" org.apache.hadoop."))
        .noneMatch(line -> line.contains(" java.net.Socket "))
        .noneMatch(line -> line.contains(" java.nio.channels.SocketChannel "));
    assertNoFiles();
  }

  @Test
  void aDriverThatIsAskedToEndLeavesNothingOfItsClusterBehind() throws Exception {
    Process driver = start("hang", "local-cluster[2,1,128]");
    try (BufferedReader reader = driver.inputReader()) {
      awaitLine(reader, "hangs");
      List<ProcessHandle> executors = driver.descendants().toList();
      started.addAll(executors);
      assertThat(executors).isNotEmpty();
      driver.destroy();
      assertThat(driver.waitFor()).isEqualTo(143);
      awaitEnd(executors);
    }
    assertNoFiles();
  }

  @Test
  void executorsOfADriverThatIsKilledEndByThemselves() throws Exception {
    Process driver = start("hang", "local-cluster[2,1,128]");
    try (BufferedReader reader = driver.inputReader()) {
      awaitLine(reader, "hangs");
      List<ProcessHandle> executors = driver.descendants().toList();
      started.addAll(executors);
      driver.destroyForcibly();
      awaitEnd(executors);
    }
  }

  private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void aDriverInThisJvmThatIsAskedToEndDuringAJobLeavesNoFiles() throws Exception {
    Process driver = start("hang", "local[2]");
    try (BufferedReader reader = driver.inputReader()) {
      awaitLine(reader, "hangs");
      driver.destroy();
      assertThat(driver.waitFor()).isEqualTo(143);
    }
    assertNoFiles();
  }
}
