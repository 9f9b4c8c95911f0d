package dev.firesteel.io.hadoop;

import dev.firesteel.api.annotation.AllowForbidden;
import dev.firesteel.io.hadoop.NoAnswerException.Effect;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Repeats what fails for a reason that may pass, with growing pauses, for a limited time. */
final class Retrying {
  private static final Logger LOG = LogManager.getLogger(Retrying.class);
  private static final long FIRST_PAUSE = Duration.ofMillis(200).toNanos();
  private static final long SAID_AT = 4 * FIRST_PAUSE;
  private static final long LONGEST_PAUSE = Duration.ofSeconds(3).toNanos();

  private final long limit;
  private final LongSupplier nanoTime;
  private final LongConsumer pause;

  /**
   * Repeats for a time.
   *
   * @param pause waits so many nanoseconds, or less if the thread is interrupted
   */
  Retrying(Duration limit, LongSupplier nanoTime, LongConsumer pause) {
    this.limit = limit.toNanos();
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /** Repeats by the machine's clock. */
  @AllowForbidden("requests to other machines wait in real time")
  static Retrying realTime(Duration limit) {
    return new Retrying(limit, System::nanoTime, LockSupport::parkNanos);
  }

  /** Something that may fail. */
  interface Request<T> {
    T send() throws IOException;
  }

  /** What may be done twice. */
  <T> T repeatable(Request<T> request) throws IOException {
    return call(request, Effect.UNKNOWN);
  }

  /** What must not be done twice: it is repeated only if it was certainly not done. */
  <T> T once(Request<T> request) throws IOException {
    return call(request, Effect.NONE);
  }

  private <T> T call(Request<T> request, Effect worst) throws IOException {
    long start = nanoTime.getAsLong();
    long next = FIRST_PAUSE;
    while (true) {
      try {
        return request.send();
      } catch (NoAnswerException e) {
        long left = start + limit - nanoTime.getAsLong();
        if (e.effect().compareTo(worst) > 0 || left <= 0) {
          throw e;
        }
        await(Math.min(left, next), e);
        next = Math.min(2 * next, LONGEST_PAUSE);
      }
    }
  }

  private void await(long nanos, NoAnswerException why) throws IOException {
    Level level = nanos == SAID_AT ? Level.WARN : Level.INFO; // once a request, if it takes longer
    LOG.log(
        level,
        "Trying again for up to {} s (firesteel.io.retry-time): {}",
        TimeUnit.NANOSECONDS.toSeconds(limit),
        why.getMessage());
    long end = nanoTime.getAsLong() + nanos;
    for (long left = nanos; left > 0; left = end - nanoTime.getAsLong()) {
      pause.accept(left);
      if (Thread.currentThread().isInterrupted()) {
        throw (IOException) new InterruptedIOException("interrupted").initCause(why);
      }
    }
  }
}
