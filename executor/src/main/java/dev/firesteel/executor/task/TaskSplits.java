package dev.firesteel.executor.task;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.dataset.lineage.SourceNode;
import dev.firesteel.protocol.message.TaskInput;
import dev.firesteel.serialization.RecordSerializer;
import dev.firesteel.serialization.SplitReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The splits that came with a task. Used by the task's thread. */
final class TaskSplits {
  private final byte[] input;
  private @Nullable List<TaskInput> splits;

  TaskSplits(byte[] input) {
    this.input = input;
  }

  <S extends InputSplit> S split(
      SourceNode<?, S> source, int partition, RecordSerializer serializer) throws IOException {
    List<TaskInput> all = splits;
    if (all == null) {
      all = TaskInput.decode(input);
      splits = all;
    }
    for (TaskInput split : all) {
      if (split.source() == source.number() && split.partition() == partition) {
        return source.format().read(new SplitReader(split.split(), serializer));
      }
    }
    throw new FiresteelException(
        ErrorCategory.INTERNAL,
        "Cannot read partition "
            + partition
            + " of "
            + source.describe()
            + ": its split did not come with the task");
  }
}
