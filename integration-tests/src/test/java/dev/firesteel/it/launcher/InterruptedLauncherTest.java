package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However the driver ends, nothing is left behind. */
@Timeout(600)
final class InterruptedLauncherTest {
  private static final String SLEEPER =
      """
      import dev.firesteel.dataset.*;
      import java.nio.file.*;
      public class Sleeper {
        public static void main(String[] args) throws Exception {
          try (Session session = Session.builder().name("sleeper").open()) {
            session.range(0, 2, 1, 2).boxed().foreach(n -> {
              Files.writeString(Path.of(args[0] + "-" + n), "" + ProcessHandle.current().pid());
              while (true) { Thread.onSpinWait(); }
            });
          }
        }
      }
      """;

  private static final String CLUSTER = "local-cluster[2,1,256]";

  @TempDir private Path directory;
  private Launcher launcher;

  @BeforeEach
  void setUp() throws IOException {
    launcher = new Launcher(directory);
  }

  @AfterEach
  void endWhatRuns() {
    launcher.close();
  }

  private Launcher.Running startSleeper(String name, String master) throws Exception {
    Path jar = UserJar.of(directory, "Sleeper", SLEEPER);
    Launcher.Running running =
        launcher.start(
            "submit",
            "--class",
            "Sleeper",
            "--master",
            master,
            jar.toString(),
            directory.resolve(name).toString());
    Await.until(
        "both tasks run",
        () ->
            !text(directory.resolve(name + "-0")).isEmpty()
                && !text(directory.resolve(name + "-1")).isEmpty(),
        () -> text(running.err()));
    return running;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  private List<ProcessHandle> executors(String name) throws IOException {
    return List.of(
        process(directory.resolve(name + "-0")), process(directory.resolve(name + "-1")));
  }

  private static ProcessHandle process(Path file) throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(file))).orElseThrow();
  }

  @Test
  void ctrlCCancelsCleanly() throws Exception {
    Launcher.Running running = startSleeper("int", CLUSTER);
    List<ProcessHandle> executors = executors("int");
    new ProcessBuilder("kill", "-INT", Long.toString(running.process().pid())).start().waitFor();
    Launcher.Ended ended = running.await();
    assertThat(ended.code()).isEqualTo(130);
    assertThat(ended.err()).doesNotContain("\tat ");
    assertThat(executors).noneMatch(ProcessHandle::isAlive);
    assertThat(launcher.leftFiles()).isEmpty();
  }

  @Test
  void ctrlCEndsTasksOnThreadsThatDoNotListen() throws Exception {
    Launcher.Running running = startSleeper("threads", "local[2]");
    new ProcessBuilder("kill", "-INT", Long.toString(running.process().pid())).start().waitFor();
    Launcher.Ended ended = running.await();
    assertThat(ended.code()).isEqualTo(130);
    assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("have not ended");
    assertThat(launcher.leftFiles()).isEmpty();
  }

  @Test
  void executorsEndByThemselvesWhenTheDriverIsKilled() throws Exception {
    Launcher.Running running = startSleeper("kill", CLUSTER);
    List<ProcessHandle> executors = executors("kill");
    running.process().destroyForcibly().waitFor(60, TimeUnit.SECONDS);
    for (ProcessHandle executor : executors) {
      executor.onExit().get(120, TimeUnit.SECONDS);
    }
    assertThat(executors).noneMatch(ProcessHandle::isAlive);
  }
}
