package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.lineage.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** Elements as blocks of bytes, to be stored. */
public final class Encode<T extends @Nullable Object> implements Step<T, byte[]> {
  private static final long serialVersionUID = 1L;

  @Override
  public Cursor<byte[]> over(Cursor<T> parent, int partition, TaskRuntime task) {
    return task.encoded(parent);
  }
}
