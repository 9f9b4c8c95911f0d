package dev.firesteel.backend.yarn.rm;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Failures of Hadoop's client that are no answers of the ResourceManager, and what they mean: a
 * name that is not known at the moment is silence, however long; anything else is so for a minute
 * and, if nothing else came meanwhile, a defect after it. For one thread.
 */
final class Defects {
  private static final Logger LOG = LogManager.getLogger(Defects.class);
  private static final Duration ENOUGH = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private OptionalLong since = OptionalLong.empty();
  private boolean told;

  /**
   * None so far.
   *
   * @param nanos a clock that only goes forward, in ns
   */
  Defects(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The client has answered: what was before is forgotten. */
  void none() {
    other();
    told = false;
  }

  /** The client works, and says itself that nobody answers. */
  void other() {
    since = OptionalLong.empty();
  }

  /**
   * Tells the first failure of a row to the log.
   *
   * @return why there is no answer, so that the same again can succeed
   * @throws RuntimeException the failure itself if it is a defect
   */
  IOException silence(RuntimeException e) {
    long now = nanos.getAsLong();
    if (isOfTheNetwork(e)) {
      other();
    } else if (since.isEmpty()) {
      since = OptionalLong.of(now);
    } else if (now - since.getAsLong() >= ENOUGH.toNanos()) {
      throw e;
    }
    if (!told) {
      told = true;
      LOG.warn("Hadoop's client cannot speak with the ResourceManager; it is tried again", e);
    }
    return new IOException("Hadoop's client cannot speak with the ResourceManager: " + e, e);
  }

  private static boolean isOfTheNetwork(RuntimeException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }
}
