package dev.firesteel.shipping.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the JDK's own threads look like when a JVM ends, in JVMs of their own. */
class JvmEndTest {
  private static Process start(String word) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Ending.class.getName(),
            word)
        .redirectErrorStream(true)
        .start();
  }

  private static String text(Process process) throws Exception {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void exitIsTold() throws Exception {
    assertThat(text(start("exit"))).contains("EXIT_CALLED");
  }

  @Test
  void aSignalIsTold() throws Exception {
    Process process = start("wait");
    assertThat(process.getInputStream().read()).isEqualTo('r');
    process.toHandle().destroy(); // leaves its output open
    assertThat(text(process)).contains("SIGNAL");
  }

  @Test
  void theLastThreadsEndIsTold() throws Exception {
    assertThat(text(start("return"))).contains("NO_THREAD_LEFT");
  }

  @Test
  void thisJvmsEndIsSeenInItsThreads() {
    StackTraceElement shutdown =
        new StackTraceElement("java.lang.Shutdown", "exit", "Shutdown.java", 1);
    StackTraceElement exit = new StackTraceElement("java.lang.Runtime", "exit", "Runtime.java", 1);
    StackTraceElement signal =
        new StackTraceElement("java.lang.Terminator$1", "handle", "Terminator.java", 1);
    assertThat(JvmEnd.of(List.of(List.of(exit)))).isEqualTo(JvmEnd.NO_THREAD_LEFT);
    assertThat(JvmEnd.of(List.of(List.of(), List.of(shutdown, exit))))
        .isEqualTo(JvmEnd.EXIT_CALLED);
    assertThat(JvmEnd.of(List.of(List.of(shutdown, signal)))).isEqualTo(JvmEnd.SIGNAL);
  }

  /** Ends as its argument says. */
  public static final class Ending {
    private Ending() {}

    /** Ends. */
    public static void main(String[] args) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> print(JvmEnd.ofThisJvm().name())));
      switch (args[0]) {
        case "exit" -> System.exit(5);
        case "wait" -> {
          print("r");
          new CountDownLatch(1).await();
        }
        default -> {}
      }
    }

    private static void print(String text) {
      System.out.print(text);
      System.out.flush();
    }
  }
}
