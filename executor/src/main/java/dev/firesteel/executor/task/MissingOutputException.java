package dev.firesteel.executor.task;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ShuffleId;

/** Nobody has a map task's output at present. */
final class MissingOutputException extends FiresteelException {
  private static final long serialVersionUID = 1L;

  private final transient ShuffleId shuffle;
  private final int mapPartition;

  MissingOutputException(ShuffleId shuffle, int mapPartition) {
    super(
        ErrorCategory.TRANSIENT,
        "Cannot read output of map partition "
            + mapPartition
            + " of "
            + shuffle
            + ": no executor has it (the map task runs again)");
    this.shuffle = shuffle;
    this.mapPartition = mapPartition;
  }

  ShuffleId shuffle() {
    return shuffle;
  }

  int mapPartition() {
    return mapPartition;
  }
}
