package dev.firesteel.scheduler.driver;

import dev.firesteel.api.id.StageId;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.SourceNode;
import dev.firesteel.protocol.message.TaskInput;
import dev.firesteel.serialization.SplitWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the driver needs of a stage while its tasks may run.
 *
 * @param stage the stage
 * @param root its last node
 * @param sources the sources that its program reads, by the number by which it calls them
 */
record StageLineage(StageId stage, Node<?> root, List<SourceNode<?, ?>> sources) {
  private static final byte[] NO_INPUT = {};

  /** The splits that a task reads, as it gets them. */
  byte[] input(int partition, SplitWriter writer) {
    if (sources.isEmpty()) {
      return NO_INPUT;
    }
    List<TaskInput> inputs = new ArrayList<>(1);
    SourceWalk.visit(
        root,
        partition,
        (source, sourcePartition) ->
            inputs.add(
                new TaskInput(
                    number(source), sourcePartition, split(source, sourcePartition, writer))));
    return TaskInput.encode(inputs);
  }

  private int number(SourceNode<?, ?> source) {
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i) == source) {
        return i;
      }
    }
    throw new IllegalStateException(source.describe() + " is not in the program of " + stage);
  }

  private static <S extends InputSplit> byte[] split(
      SourceNode<?, S> source, int partition, SplitWriter writer) {
    writer.takeBytes(); // what a failed write may have left
    try {
      source.format().write(source.splits().get(partition), writer);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a split of " + source.describe(), e);
    }
    return writer.takeBytes();
  }
}
