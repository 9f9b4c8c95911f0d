package dev.firesteel.executor.run;

import dev.firesteel.api.id.ExecutorId;

/**
 * Who an executor is.
 *
 * @param id its id, chosen by the driver
 * @param host its host, as the cluster calls it; a name for placement, which need not resolve
 * @param slots tasks that it runs at a time
 */
public record ExecutorIdentity(ExecutorId id, String host, int slots) {
  /** Checks the slots. */
  public ExecutorIdentity {
    if (slots < 1) {
      throw new IllegalArgumentException(
          "Cannot start executor " + id + " with " + slots + " slots (use at least 1)");
    }
  }
}
