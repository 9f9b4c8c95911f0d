package dev.firesteel.backend.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.id.ExecutorId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {
  @TempDir private Path directory;

  private Config config() {
    return Config.empty().with(CoreKeys.LOCAL_DIRS, directory.resolve("dirs").toString());
  }

  @Test
  void exhaustedMemoryIsToldWithAdvice() {
    Config keeping = config().with(LocalKeys.LOG_DIR, directory.resolve("logs").toString());
    try (Session session = new Session(keeping)) {
      LossReason reason = session.lost(session.launch("exhaust"));

      assertThat(reason.cause()).isEqualTo(LossCause.MEMORY_EXCEEDED);
      assertThat(reason.exitCode()).hasValue(3);
      assertThat(reason.diagnostics())
          .contains("heap of 64 MiB is full")
          .contains("raise firesteel.executor.memory")
          .doesNotContain("Terminating due to");
      assertThat(Path.of(reason.logAddress()).resolve("stdout"))
          .content()
          .contains("OutOfMemoryError");
    }
  }

  @Test
  void anExitCodeOfThreeAloneIsNotExhaustedMemory() {
    try (Session session = new Session(config())) {
      LossReason reason = session.lost(session.launch("fail", "3"));

      assertThat(reason.cause()).isEqualTo(LossCause.EXITED);
      assertThat(reason.diagnostics())
          .contains("by itself with exit code 3")
          .contains("the end of its log:\nchild says fail");
    }
  }

  @Test
  void memoryThatTheProgramItselfSawExhaustedIsToldAsSuch() {
    try (Session session = new Session(config())) {
      assertThat(session.lost(session.launch("fail", "24")).cause())
          .isEqualTo(LossCause.MEMORY_EXCEEDED);
    }
  }

  @Test
  void aProcessThatCannotBeStartedIsLost() {
    try (Session session = new Session(config())) {
      LossReason badArgument = session.lost(session.launch("nul\0"));
      LossReason badVariable = session.lost(session.launch(new TreeMap<>(Map.of("=", "")), "x"));

      assertThat(List.of(badArgument, badVariable))
          .allSatisfy(
              reason -> {
                assertThat(reason.cause()).isEqualTo(LossCause.LAUNCH_FAILED);
                assertThat(reason.diagnostics()).startsWith("Cannot start executor e/");
              });
    }
  }

  @Test
  void filesOfAnExecutorGoWithItAndNoLogIsNamedThatGoesToo() throws Exception {
    Path told = directory.resolve("told");
    Path second = directory.resolve("second");
    String dirs = directory.resolve("dirs") + "," + second;
    try (Session session = new Session(config().with(CoreKeys.LOCAL_DIRS, dirs))) {
      LossReason reason = session.lost(session.launch("litter", told.toString()));

      assertThat(reason.exitCode()).as(reason.diagnostics()).hasValue(0);
      assertThat(reason.logAddress()).isEmpty();
      String work = Files.readString(told);
      assertThat(work).startsWith(directory.resolve("dirs").toRealPath().toString());
      awaitThread("firesteel-child-e/1");
      assertThat(Path.of(work).getParent()).doesNotExist();
      assertThat(list(second)).hasSize(1).allSatisfy(root -> assertThat(list(root)).isEmpty());
    }
    assertThat(list(directory.resolve("dirs"))).isEmpty();
    assertThat(list(second)).isEmpty();
  }

  @Test
  void logsAreKeptWhereTheSettingSays() throws IOException {
    Path logs = directory.resolve("logs");
    ExecutorId id;
    try (Session session = new Session(config().with(LocalKeys.LOG_DIR, logs.toString()))) {
      id = session.launch("fail", "1");
      assertThat(session.lost(id).logAddress()).startsWith(logs.toString());
    }
    assertThat(logs.resolve("app_1/1-e_1/stderr")).hasContent("child says fail");
  }

  @Test
  void childrenEndWhenTheirDriverIsKilled() throws Exception {
    Path pid = directory.resolve("pid");
    Process driver =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Driver.class.getName(),
                directory.resolve("dirs").toString(),
                pid.toString())
            .redirectErrorStream(true)
            .start();
    try {
      String line =
          driver.inputReader().lines().filter(l -> l.startsWith("child ")).findFirst().get();
      ProcessHandle child = ProcessHandle.of(Long.parseLong(line.substring(6))).orElseThrow();
      driver.destroyForcibly();

      child.onExit().get(60, TimeUnit.SECONDS);
      assertThat(child.isAlive()).isFalse();
    } finally {
      driver.destroyForcibly();
    }
  }

  /** A driver that launches an executor and waits for its own death. */
  static final class Driver {
    private Driver() {}

    public static void main(String[] args) throws Exception {
      Config config = Config.empty().with(CoreKeys.LOCAL_DIRS, args[0]);
      try (Session session = new Session(config)) {
        session.launch("wait", args[1]);
        Path pid = Path.of(args[1]);
        while (!Files.exists(pid) || Files.size(pid) == 0) {
          Thread.onSpinWait();
        }
        System.out.println("child " + Files.readString(pid));
        Thread.currentThread().join();
      }
    }
  }

  private static void awaitThread(String name) throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(name)) {
        thread.join();
      }
    }
  }

  private static List<Path> list(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.toList();
    }
  }
}
