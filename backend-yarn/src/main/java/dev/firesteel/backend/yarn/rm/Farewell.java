package dev.firesteel.backend.yarn.rm;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The last report of an attempt, made again while the ResourceManager does not answer. */
public final class Farewell {
  /**
   * For so long in cluster mode, where an application whose end nobody heard is run again: a
   * ResourceManager that restarts is back before.
   */
  public static final Duration CLUSTER_MODE = Duration.ofMinutes(5);

  private static final Logger LOG = LogManager.getLogger(Farewell.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private Farewell() {}

  /**
   * Reports. Ends early if this thread is interrupted.
   *
   * @param most after this time no other report begins; with zero there is one
   * @throws YarnException if the ResourceManager says no
   * @throws IOException if it never answered
   */
  public static void say(Duration most, Patience.Request report) throws YarnException, IOException {
    long start = System.nanoTime();
    boolean told = false;
    while (true) {
      try {
        report.send();
        return;
      } catch (YarnException | IOException | RuntimeException e) {
        if (!Silence.isOne(e) || System.nanoTime() - start >= most.toNanos() || !pause()) {
          throw e;
        }
        if (!told) {
          told = true;
          LOG.warn(
              "The ResourceManager does not hear how the application ended; it is told again: {}",
              Silence.text(e));
        }
      }
    }
  }

  /** False if this thread is interrupted. */
  private static boolean pause() {
    try {
      var unused = new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
