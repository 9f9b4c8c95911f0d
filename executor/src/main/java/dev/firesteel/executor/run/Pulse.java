package dev.firesteel.executor.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Sends heartbeats, which the driver answers, and notices when it falls silent: when several were
 * not answered and some time has passed. A time in which this process itself stood still does not
 * count alone. Safe for any thread.
 */
final class Pulse {
  private static final int UNANSWERED = 3;

  private final Duration silence;
  private final LongSupplier nanos;
  private final Runnable beat;
  private final Runnable silent;
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile long heard;

  /**
   * A pulse that beats when told.
   *
   * @param silence time after which a driver that says nothing counts as gone
   * @param nanos the clock
   * @param beat sends a heartbeat
   * @param silent the driver is silent
   */
  Pulse(Duration silence, LongSupplier nanos, Runnable beat, Runnable silent) {
    this.silence = silence;
    this.nanos = nanos;
    this.beat = beat;
    this.silent = silent;
    this.heard = nanos.getAsLong();
  }

  /** The driver said something. */
  void heard() {
    heard = nanos.getAsLong();
    unanswered.set(0);
  }

  /** Time to send a heartbeat. */
  void beat() {
    if (unanswered.getAndIncrement() >= UNANSWERED
        && nanos.getAsLong() - heard > silence.toNanos()) {
      silent.run();
    } else {
      beat.run();
    }
  }
}
