package dev.firesteel.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.devcluster.daemon.DaemonMain;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DaemonMainTest {
  /** A daemon that would stay for ever. */
  public static final class Forever {
    private Forever() {}

    public static void main(String[] words) throws InterruptedException {
      System.out.println("runs");
      new CountDownLatch(1).await();
    }
  }

  @Test
  void aDaemonEndsWithItsStarter() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DaemonMain.class.getName(),
                DaemonMain.WITH_STARTER,
                Forever.class.getName())
            .redirectErrorStream(true)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("runs");
    assertThat(process.isAlive()).isTrue();
    process.getOutputStream().close(); // what the system does when the starter dies
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(86);
  }
}
