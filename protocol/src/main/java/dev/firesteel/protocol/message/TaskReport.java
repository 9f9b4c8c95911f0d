package dev.firesteel.protocol.message;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import java.util.List;

/**
 * How a task ended.
 *
 * @param task the attempt
 * @param runNanos time it ran, in nanoseconds
 * @param outcome how it ended
 * @param accumulators states of the accumulators it added to
 * @param kept partitions of persisted datasets that this executor keeps since this task
 * @param metrics what it did
 */
public record TaskReport(
    TaskId task,
    long runNanos,
    Outcome outcome,
    List<AccumulatorState> accumulators,
    List<ToDriver.DatasetBlock> kept,
    TaskMetrics metrics) {

  /** The state of an accumulator, by the data serializer. */
  public record AccumulatorState(AccumulatorId accumulator, byte[] state) {}

  /** How a task ended. */
  public sealed interface Outcome {
    /** The action's answer for the partition, by the data serializer. */
    record Answered(byte[] answer) implements Outcome {}

    /**
     * Shuffle output is written; sizes of the blocks by reduce partition, see {@link BlockSizes}.
     */
    record MapWritten(byte[] sizes) implements Outcome {}

    /**
     * It threw.
     *
     * @param category whether retrying can help
     * @param error class and message of the exception
     * @param stackTrace the whole stack trace with causes
     */
    record Failed(ErrorCategory category, String error, String stackTrace) implements Outcome {}

    /**
     * It could not read shuffle output: its map task must run again.
     *
     * @param mapPartition the map partition
     * @param from the executor that should have served it
     */
    record FetchFailed(ShuffleId shuffle, int mapPartition, ExecutorId from, String error)
        implements Outcome {}

    /** It was cancelled, before or while it ran. */
    record Cancelled(String why) implements Outcome {}
  }
}
