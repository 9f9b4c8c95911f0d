package dev.firesteel.scheduler.plan;

import dev.firesteel.api.id.ShuffleId;

/** What the tasks of a stage produce. */
public sealed interface StageOutput {
  /**
   * Shuffle output. Jobs that name the same shuffle share its stage and its output.
   *
   * @param shuffle the shuffle
   * @param reducers number of reduce partitions
   */
  record Shuffle(ShuffleId shuffle, int reducers) implements StageOutput {}

  /** The job's answers. */
  record Result() implements StageOutput {}
}
