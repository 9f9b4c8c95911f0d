package dev.firesteel.executor.shuffle;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;

/** A map task's output is missing, damaged or cannot be reached: the map task must run again. */
public final class ShuffleFetchException extends FiresteelException {
  private static final long serialVersionUID = 1L;

  private final transient ShuffleId shuffle;
  private final int mapPartition;
  private final transient ExecutorId from;

  /** The block of {@code mapPartition} could not be read from {@code from}. */
  ShuffleFetchException(ShuffleId shuffle, int mapPartition, ExecutorId from, Throwable cause) {
    super(
        ErrorCategory.TRANSIENT,
        "Cannot read output of map partition "
            + mapPartition
            + " of "
            + shuffle
            + " from executor "
            + from
            + ": "
            + cause.getMessage()
            + " (the map task runs again)",
        cause);
    this.shuffle = shuffle;
    this.mapPartition = mapPartition;
    this.from = from;
  }

  /** The shuffle. */
  public ShuffleId shuffle() {
    return shuffle;
  }

  /** The map partition whose output is lost. */
  public int mapPartition() {
    return mapPartition;
  }

  /** The executor that should have served it. */
  public ExecutorId from() {
    return from;
  }
}
