package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A function over a whole partition, given its number and its elements. */
public final class OnPartition<A extends @Nullable Object, B extends @Nullable Object>
    implements Step<A, B> {
  private static final long serialVersionUID = 1L;
  private final Closure<
          SerializableBiFunction<Integer, ? super Iterator<A>, ? extends Iterator<? extends B>>>
      function;

  /** By a function. */
  public OnPartition(
      Closure<SerializableBiFunction<Integer, ? super Iterator<A>, ? extends Iterator<? extends B>>>
          function) {
    this.function = function;
  }

  @Override
  public Cursor<B> over(Cursor<A> parent, int partition, TaskRuntime task) throws Exception {
    return Cursors.of(function.get().apply(partition, Cursors.iterator(parent)), parent);
  }
}
