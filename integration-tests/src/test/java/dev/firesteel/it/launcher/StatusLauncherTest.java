package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user looks for running applications, asks what one waits for, and ends it. */
@Timeout(600)
final class StatusLauncherTest {
  private static final String WAITER =
      """
      import dev.firesteel.dataset.*;
      import java.nio.file.*;
      public class Waiter {
        public static void main(String[] args) throws Exception {
          try (Session session = Session.builder().name("waiter").open()) {
            session.pool("nightly");
            session.range(0, 3, 1, 3).boxed().foreach(n -> {
              Files.writeString(Path.of(args[0]), "runs");
              Thread.currentThread().join();
            });
          }
        }
      }
      """;

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

  private Launcher.Running startWaiter() throws Exception {
    Path jar = UserJar.of(directory, "Waiter", WAITER);
    Path mark = directory.resolve("mark");
    Launcher.Running running =
        launcher.start(
            "submit", "--class", "Waiter", "--master", "local[1]", jar.toString(), mark.toString());
    Await.until("a task runs", () -> Files.exists(mark), () -> text(running.err()));
    Await.until("the application is published", () -> !id().isEmpty(), () -> text(running.err()));
    return running;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  /** The id of the application with the name waiter, as the list tells it. */
  private String id() {
    try {
      return launcher
          .succeed("status")
          .out()
          .lines()
          .filter(line -> line.contains(" waiter "))
          .map(line -> line.split(" ")[0])
          .findFirst()
          .orElse("");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void oneThatDoesNotRunIsNotFound() throws Exception {
    Launcher.Ended ended = launcher.run("status", "firesteel-nothing");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("No application 'firesteel-nothing'", "firesteel status");
    assertThat(launcher.run("kill", "firesteel-nothing").code()).isEqualTo(2);
  }

  @Test
  void oneThatWaitsTellsWhyAndIsKilled() throws Exception {
    Launcher.Running running = startWaiter();
    String id = id();
    assertThat(launcher.succeed("status", id).out())
        .contains(id + " 'waiter' on local[1]", "foreach at Waiter.java", "pool nightly")
        .contains("0 of 3 tasks done, 2 running, 1 pending")
        .contains("1 task waits: the only slot is busy (1 by job-0)")
        .contains("1 executor, 1 of 1 slot busy");
    assertThat(launcher.succeed("status", "--json", id).out())
        .startsWith("{\"state\":\"connected\",\"jobs\":[{\"job\":\"job-0\"");
    assertThat(launcher.succeed("kill", id).out()).contains("Killed " + id);
    Launcher.Ended ended = running.await();
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("killed with firesteel kill").doesNotContain("\tat ");
    assertThat(id()).isEmpty();
    assertThat(launcher.leftFiles()).isEmpty();
  }

  @Test
  void whatADriverLeftThatWasKilledIsRemoved() throws Exception {
    Launcher.Running running = startWaiter();
    String id = id();
    running.process().destroyForcibly().waitFor();
    assertThat(id()).isEmpty();
    assertThat(launcher.run("status", id).code()).isEqualTo(2);
  }
}
