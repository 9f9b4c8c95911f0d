package dev.firesteel.dataset.keyed;

import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.function.SerializableFunction;
import dev.firesteel.dataset.function.SerializableSupplier;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.lineage.NumberReduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the operations by key combine values. */
public final class Aggregators {
  private Aggregators() {}

  /** One value of two. */
  public static final class Reduce<V extends @Nullable Object> implements Aggregator<V, V> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends SerializableBiFunction<V, V, V>> function;
    private final @Nullable NumberReduction known;

    /** By a function that an operation received. */
    public Reduce(String operation, SerializableBiFunction<V, V, V> function) {
      this.function = Closure.capture(operation, function);
      this.known = NumberReduction.of(function).orElse(null);
    }

    @Override
    public V create(V value) {
      return value;
    }

    @Override
    public V merge(V combined, V value) throws Exception {
      return function.get().apply(combined, value);
    }

    @Override
    public V combine(V first, V second) throws Exception {
      return function.get().apply(first, second);
    }

    @Override
    public Optional<NumberReduction> reduction() {
      return Optional.ofNullable(known);
    }
  }

  /** Starts with a value of its own for each key. */
  public static final class Fold<V extends @Nullable Object> implements Aggregator<V, V> {
    private static final long serialVersionUID = 1L;
    private final Closure<V> zero;
    private final Closure<? extends SerializableBiFunction<V, V, V>> function;
    private final @Nullable NumberReduction known;

    /** By a first value and a function that an operation received. */
    public Fold(String operation, V zero, SerializableBiFunction<V, V, V> function) {
      this.zero = Closure.capture(operation, zero);
      this.function = Closure.capture(operation, function);
      this.known = NumberReduction.of(function).orElse(null);
    }

    @Override
    public V create(V value) throws Exception {
      return function.get().apply(zero.fresh(), value);
    }

    @Override
    public V merge(V combined, V value) throws Exception {
      return function.get().apply(combined, value);
    }

    @Override
    public V combine(V first, V second) throws Exception {
      return function.get().apply(first, second);
    }

    @Override
    public Optional<NumberReduction> reduction() {
      return Optional.ofNullable(known);
    }
  }

  /** Adds values to a state that starts anew for each key. */
  public static final class State<V extends @Nullable Object, C extends @Nullable Object>
      implements Aggregator<V, C> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends SerializableSupplier<? extends C>> zero;
    private final Closure<? extends SerializableBiFunction<C, ? super V, ? extends C>> add;
    private final Closure<? extends SerializableBiFunction<C, C, ? extends C>> merge;

    /** By a maker of states and two functions. */
    public State(
        Closure<? extends SerializableSupplier<? extends C>> zero,
        Closure<? extends SerializableBiFunction<C, ? super V, ? extends C>> add,
        Closure<? extends SerializableBiFunction<C, C, ? extends C>> merge) {
      this.zero = zero;
      this.add = add;
      this.merge = merge;
    }

    @Override
    public C create(V value) throws Exception {
      return add.get().apply(zero.get().get(), value);
    }

    @Override
    public C merge(C combined, V value) throws Exception {
      return add.get().apply(combined, value);
    }

    @Override
    public C combine(C first, C second) throws Exception {
      return merge.get().apply(first, second);
    }
  }

  /** The general form: three functions. */
  public static final class Combine<V extends @Nullable Object, C extends @Nullable Object>
      implements Aggregator<V, C> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends SerializableFunction<? super V, ? extends C>> create;
    private final Closure<? extends SerializableBiFunction<C, ? super V, ? extends C>> add;
    private final Closure<? extends SerializableBiFunction<C, C, ? extends C>> merge;

    /** By three functions. */
    public Combine(
        Closure<? extends SerializableFunction<? super V, ? extends C>> create,
        Closure<? extends SerializableBiFunction<C, ? super V, ? extends C>> add,
        Closure<? extends SerializableBiFunction<C, C, ? extends C>> merge) {
      this.create = create;
      this.add = add;
      this.merge = merge;
    }

    @Override
    public C create(V value) throws Exception {
      return create.get().apply(value);
    }

    @Override
    public C merge(C combined, V value) throws Exception {
      return add.get().apply(combined, value);
    }

    @Override
    public C combine(C first, C second) throws Exception {
      return merge.get().apply(first, second);
    }
  }

  /** Keeps the first value of each key. */
  public static final class First<V extends @Nullable Object> implements Aggregator<V, V> {
    private static final long serialVersionUID = 1L;

    @Override
    public V create(V value) {
      return value;
    }

    @Override
    public V merge(V combined, V value) {
      return combined;
    }

    @Override
    public V combine(V first, V second) {
      return first;
    }
  }

  /** All values of a key in one list. */
  public static final class Group<V extends @Nullable Object> implements Aggregator<V, List<V>> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<V> create(V value) {
      List<V> values = new ArrayList<>(4);
      values.add(value);
      return values;
    }

    @Override
    public List<V> merge(List<V> combined, V value) {
      combined.add(value);
      return combined;
    }

    @Override
    public List<V> combine(List<V> first, List<V> second) {
      first.addAll(second);
      return first;
    }
  }
}
