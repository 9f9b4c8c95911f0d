package dev.firesteel.scheduler.health;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;

/**
 * Executors lost in a row without one finished task: above a limit the application cannot work, and
 * launching more of them would never end. Counted are losses that are the application's fault and
 * executors that never came up; hosts that die or executors taken by others are not.
 */
public final class LossStreak {
  private final int limit;
  private int length;

  /** A streak that is too long when it reaches the limit. */
  public LossStreak(int limit) {
    this.limit = limit;
  }

  /** A task finished. */
  public void taskFinished() {
    length = 0;
  }

  /** Starts anew. */
  public void reset() {
    length = 0;
  }

  /** An executor is lost; returns whether these were too many. */
  public boolean lost(LossReason reason) {
    if (counts(reason.cause())) {
      length++;
    }
    return length >= limit;
  }

  private static boolean counts(LossCause cause) {
    return cause.fault() == LossCause.Fault.APPLICATION
        || cause == LossCause.LAUNCH_FAILED
        || cause == LossCause.NEVER_REGISTERED;
  }

  /** Losses in a row. */
  public int length() {
    return length;
  }
}
