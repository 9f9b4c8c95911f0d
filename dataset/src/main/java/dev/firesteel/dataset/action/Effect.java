package dev.firesteel.dataset.action;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableConsumer;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.step.Cursors;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Actions that are run for their effects and answer nothing. */
public final class Effect {
  private Effect() {}

  /** An effect on each element. */
  @SuppressWarnings("NullAway")
  public static <T extends @Nullable Object> Query<T, Boolean, @Nullable Void> onEach(
      Closure<? extends SerializableConsumer<? super T>> effect) {
    return Query.of("foreach", new OnEach<T>(effect), done -> null);
  }

  /** An effect on each partition. */
  @SuppressWarnings("NullAway")
  public static <T extends @Nullable Object> Query<T, Boolean, @Nullable Void> onPartition(
      Closure<? extends SerializableConsumer<? super Iterator<T>>> effect) {
    return Query.of("foreachPartition", new OnPartition<T>(effect), done -> null);
  }

  private record OnEach<T extends @Nullable Object>(
      Closure<? extends SerializableConsumer<? super T>> effect)
      implements PartitionFunction<T, Boolean> {
    @Override
    public Boolean apply(Cursor<T> elements, TaskRuntime task) throws Exception {
      SerializableConsumer<? super T> each = effect.get();
      elements.forEachRemaining(each::accept);
      return true;
    }
  }

  private record OnPartition<T extends @Nullable Object>(
      Closure<? extends SerializableConsumer<? super Iterator<T>>> effect)
      implements PartitionFunction<T, Boolean> {
    @Override
    public Boolean apply(Cursor<T> elements, TaskRuntime task) throws Exception {
      effect.get().accept(Cursors.iterator(elements));
      return true;
    }
  }
}
