package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.lineage.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** The elements of blocks of bytes that {@link Encode} made. */
public final class Decode<T extends @Nullable Object> implements Step<byte[], T> {
  private static final long serialVersionUID = 1L;

  @Override
  public Cursor<T> over(Cursor<byte[]> parent, int partition, TaskRuntime task) {
    return task.decoded(parent);
  }
}
