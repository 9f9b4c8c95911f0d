package dev.firesteel.backend.yarn.rm;

import java.io.IOException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Failures of Hadoop's client that are no answers of the ResourceManager, and what they mean: a
 * name that is not known at the moment is silence, however long; anything else is so for a few
 * times in a row and a defect after them. For one thread.
 */
final class Defects {
  private static final Logger LOG = LogManager.getLogger(Defects.class);
  private static final int ENOUGH = 5;

  private int inARow;
  private boolean told;

  /** The client has answered: what was before is forgotten. */
  void none() {
    inARow = 0;
    told = false;
  }

  /**
   * Tells the first failure of a row to the log.
   *
   * @return why there is no answer, so that the same again can succeed
   * @throws RuntimeException the failure itself if it is a defect
   */
  IOException silence(RuntimeException e) {
    if (!isOfTheNetwork(e)) {
      inARow++;
      if (inARow >= ENOUGH) {
        throw e;
      }
    }
    if (!told) {
      told = true;
      LOG.warn("Hadoop's client cannot speak with the ResourceManager; it is tried again", e);
    }
    return new IOException("Hadoop's client cannot speak with the ResourceManager: " + e, e);
  }

  private static boolean isOfTheNetwork(RuntimeException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
