package dev.firesteel.dataset.action;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** Writes a partition to the attempt's own place and answers where that is. */
public final class Saving<T extends @Nullable Object> implements PartitionFunction<T, byte[]> {
  private static final long serialVersionUID = 1L;
  private final OutputFormat<? super T> format;
  private final String job;
  private final int partitions;

  /** Writes in a format; {@code job} is the save's own name on the storage. */
  public Saving(OutputFormat<? super T> format, String job, int partitions) {
    this.format = format;
    this.job = job;
    this.partitions = partitions;
  }

  @Override
  public byte[] apply(Cursor<T> elements, TaskRuntime task) throws Exception {
    PartitionWriter<? super T> writer =
        format.open(
            task.partition(),
            task.task().value(),
            new WriteContext(task.config(), job, partitions));
    try {
      elements.forEachRemaining(writer);
      return writer.commit();
    } catch (Throwable e) {
      try {
        writer.abort();
      } catch (Exception second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }
}
