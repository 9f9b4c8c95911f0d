package dev.firesteel.dataset;

import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.Emitter;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.function.SerializableFunction;
import dev.firesteel.dataset.function.SerializablePredicate;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.step.Elementwise;
import dev.firesteel.dataset.step.Keys;
import dev.firesteel.dataset.step.OnPartition;
import dev.firesteel.dataset.step.Step;
import dev.firesteel.dataset.step.StepNode;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Elements in partitions, described by how they are computed. Transformations, all in this class,
 * only describe; actions, in {@link Actions}, run. Immutable but for {@link #persist}; safe for any
 * thread. Elements may be null where nothing else is said.
 *
 * <p>Functions are copied when they are passed: what they capture must be serializable, and later
 * changes of it have no effect.
 *
 * @param <T> the elements' type
 */
public non-sealed class Dataset<T extends @Nullable Object> extends Actions<T> {
  Dataset(Session session, Node<T> node) {
    super(session, node);
  }

  /** A function of each element. */
  public <R extends @Nullable Object> Dataset<R> map(
      SerializableFunction<? super T, ? extends R> function) {
    return step("map", new Elementwise.Map<>(Closure.capture("map", function)), Keys.CHANGED);
  }

  /** The elements that meet a condition. Keeps the partitioner. */
  public Dataset<T> filter(SerializablePredicate<? super T> condition) {
    return step(
        "filter", new Elementwise.Filter<>(Closure.capture("filter", condition)), Keys.KEPT);
  }

  /** The elements of the stream made of each element; null counts as an empty stream. */
  public <R extends @Nullable Object> Dataset<R> flatMap(
      SerializableFunction<? super T, ? extends Stream<? extends R>> function) {
    return step(
        "flatMap", new Elementwise.Streams<>(Closure.capture("flatMap", function)), Keys.CHANGED);
  }

  /** The elements of the collection made of each element. */
  public <R extends @Nullable Object> Dataset<R> flatMapIterable(
      SerializableFunction<? super T, ? extends Iterable<? extends R>> function) {
    return step(
        "flatMapIterable",
        new Elementwise.Iterables<>(Closure.capture("flatMapIterable", function)),
        Keys.CHANGED);
  }

  /** What is pushed for each element: the fastest form of {@link #flatMap}. */
  public <R extends @Nullable Object> Dataset<R> mapMulti(Emitter<? super T, R> emitter) {
    return step(
        "mapMulti", new Elementwise.Emit<>(Closure.capture("mapMulti", emitter)), Keys.CHANGED);
  }

  /** A function of each partition's elements; called once a partition, also for empty ones. */
  public <R extends @Nullable Object> Dataset<R> mapPartitions(
      SerializableFunction<? super Iterator<T>, ? extends Iterator<? extends R>> function) {
    Closure<SerializableFunction<? super Iterator<T>, ? extends Iterator<? extends R>>> captured =
        Closure.capture("mapPartitions", function);
    return onPartition("mapPartitions", (partition, elements) -> captured.get().apply(elements));
  }

  /** A function of each partition's number, from 0, and its elements. */
  public <R extends @Nullable Object> Dataset<R> mapPartitionsWithIndex(
      SerializableBiFunction<Integer, ? super Iterator<T>, ? extends Iterator<? extends R>>
          function) {
    return onPartition("mapPartitionsWithIndex", function);
  }

  private <R extends @Nullable Object> Dataset<R> onPartition(
      String operation,
      SerializableBiFunction<Integer, ? super Iterator<T>, ? extends Iterator<? extends R>>
          function) {
    return step(operation, new OnPartition<>(Closure.capture(operation, function)), Keys.CHANGED);
  }

  /** A pair of each element. */
  public <K extends @Nullable Object, V extends @Nullable Object> PairDataset<K, V> mapToPair(
      SerializableFunction<? super T, Pair<K, V>> function) {
    return PairDataset.of(
        step(
            "mapToPair",
            new Elementwise.Map<T, Pair<K, V>>(Closure.capture("mapToPair", function)),
            Keys.CHANGED));
  }

  /** Each element with the key that a function makes of it. */
  public <K extends @Nullable Object> PairDataset<K, T> keyBy(
      SerializableFunction<? super T, ? extends K> function) {
    Closure<SerializableFunction<? super T, ? extends K>> key = Closure.capture("keyBy", function);
    return mapToPair(element -> Pair.of(key.get().apply(element), element));
  }

  /** Keeps partitions as objects in memory once they are computed. */
  public Dataset<T> cache() {
    return persist(StorageLevel.MEMORY);
  }

  /**
   * Keeps partitions once they are computed, in jobs submitted from now on.
   *
   * @throws IllegalStateException if they are kept in another way already
   */
  public Dataset<T> persist(StorageLevel level) {
    StorageLevel before = node.level();
    if (before != StorageLevel.NONE && before != level) {
      throw new IllegalStateException(
          "Cannot persist as " + level + ": it is persisted as " + before + " (unpersist first)");
    }
    node.level(level);
    return this;
  }

  /** Forgets kept partitions, and keeps none in jobs submitted from now on. */
  public Dataset<T> unpersist() {
    if (node.level() != StorageLevel.NONE) {
      node.level(StorageLevel.NONE);
      session.engine("unpersist").unpersist(node.id());
    }
    return this;
  }

  <R extends @Nullable Object> Dataset<R> step(String operation, Step<T, R> step, Keys keys) {
    return new Dataset<>(
        session, new StepNode<>(session.nextDataset(), CallSite.of(operation), node, step, keys));
  }
}
