package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a narrow step does with a partition of its parent. Immutable: tasks may share it. */
@FunctionalInterface
public interface Step<A extends @Nullable Object, B extends @Nullable Object> extends Serializable {
  /** The step's elements; closing them closes the parent's. */
  Cursor<B> over(Cursor<A> parent, int partition, TaskRuntime task) throws Exception;
}
