package dev.firesteel.dataset.shared;

import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.function.SerializableSupplier;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A variable that tasks only add to and only the driver reads. The additions of one finished task
 * of an action count exactly once, however often it was tried; additions in transformations count
 * whenever their stage is computed.
 *
 * @param <V> what tasks add
 * @param <S> the state, which travels with the data serializer
 * @param <R> what the driver reads
 */
public final class Accumulator<V extends @Nullable Object, S, R extends @Nullable Object>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final AccumulatorId id;
  private final String name;
  private final Closure<SerializableSupplier<S>> zero;
  private final Closure<SerializableBiFunction<S, V, S>> add;
  private final transient @Nullable SerializableBiFunction<S, S, S> merge;
  private final transient @Nullable Function<S, R> result;
  private transient @Nullable S total;

  /** An accumulator; {@code add} and {@code merge} may change and return their first argument. */
  public Accumulator(
      AccumulatorId id,
      String name,
      SerializableSupplier<S> zero,
      SerializableBiFunction<S, V, S> add,
      SerializableBiFunction<S, S, S> merge,
      Function<S, R> result) {
    this.id = id;
    this.name = name;
    this.zero = Closure.capture("accumulator", zero);
    this.add = Closure.capture("accumulator", add);
    this.merge = merge;
    this.result = result;
    this.total = zero();
  }

  /** The id. */
  public AccumulatorId id() {
    return id;
  }

  /** The name, for people. */
  public String name() {
    return name;
  }

  /** A state that nothing was added to. */
  public S zero() {
    try {
      return zero.get().get();
    } catch (Exception e) {
      throw new IllegalStateException("accumulator " + name + " has no zero", e);
    }
  }

  /** Adds a value. In tasks only. */
  public void add(V value) throws Exception {
    TaskRuntime.AccumulatorCell<S> cell = TaskRuntime.current().accumulator(this);
    cell.state = add.get().apply(cell.state, value);
  }

  /** Adds the state of a finished task. Called by the engine on the driver. */
  public synchronized void mergeState(S state) throws Exception {
    if (merge == null || total == null) {
      throw new IllegalStateException("accumulators are merged on the driver");
    }
    total = merge.apply(total, state);
  }

  /** The sum of all that was added by finished tasks so far. On the driver only. */
  public synchronized R value() {
    if (result == null || total == null) {
      throw new IllegalStateException(
          "Cannot read accumulator " + name + " in a task (read it on the driver)");
    }
    return result.apply(total);
  }
}
