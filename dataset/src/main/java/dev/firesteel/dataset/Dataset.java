package dev.firesteel.dataset;

import dev.firesteel.api.config.MemoryKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.Emitter;
import dev.firesteel.dataset.function.LongDoubleEmitter;
import dev.firesteel.dataset.function.LongLongEmitter;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.function.SerializableComparator;
import dev.firesteel.dataset.function.SerializableFunction;
import dev.firesteel.dataset.function.SerializablePredicate;
import dev.firesteel.dataset.function.SerializableToDoubleFunction;
import dev.firesteel.dataset.function.SerializableToLongFunction;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.partition.DirectPartitioner;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.partition.Partitioner;
import dev.firesteel.dataset.primitive.ToPairs;
import dev.firesteel.dataset.step.CartesianNode;
import dev.firesteel.dataset.step.ConcatNode;
import dev.firesteel.dataset.step.Doubles;
import dev.firesteel.dataset.step.Elementwise;
import dev.firesteel.dataset.step.IndexedNode;
import dev.firesteel.dataset.step.Keys;
import dev.firesteel.dataset.step.Longs;
import dev.firesteel.dataset.step.OnPartition;
import dev.firesteel.dataset.step.Sampling;
import dev.firesteel.dataset.step.SpreadStep;
import dev.firesteel.dataset.step.Step;
import dev.firesteel.dataset.step.StepNode;
import dev.firesteel.dataset.step.ZipFunction;
import dev.firesteel.dataset.step.ZipNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
public sealed class Dataset<T extends @Nullable Object> extends Actions<T> permits PairJoins {
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

  /** A whole number of each element. */
  public LongDataset mapToLong(SerializableToLongFunction<? super T> function) {
    return new LongDataset(
        session,
        node("mapToLong", new Longs.Of<T>(Closure.capture("mapToLong", function)), Keys.CHANGED));
  }

  /** A number of each element. */
  public DoubleDataset mapToDouble(SerializableToDoubleFunction<? super T> function) {
    return new DoubleDataset(
        session,
        node(
            "mapToDouble",
            new Doubles.Of<T>(Closure.capture("mapToDouble", function)),
            Keys.CHANGED));
  }

  /** A pair of primitives of each element: a key and a value. */
  public LongLongDataset mapToLongLong(
      SerializableToLongFunction<? super T> key, SerializableToLongFunction<? super T> value) {
    String name = "mapToLongLong";
    return new LongLongDataset(
        session,
        node(
            name,
            new ToPairs.LongLong<T>(Closure.capture(name, key), Closure.capture(name, value)),
            Keys.CHANGED));
  }

  /** A pair of primitives of each element: a key and a value. */
  public LongDoubleDataset mapToLongDouble(
      SerializableToLongFunction<? super T> key, SerializableToDoubleFunction<? super T> value) {
    String name = "mapToLongDouble";
    return new LongDoubleDataset(
        session,
        node(
            name,
            new ToPairs.LongDouble<T>(Closure.capture(name, key), Closure.capture(name, value)),
            Keys.CHANGED));
  }

  /** The pairs of primitives that are pushed for each element. */
  public LongLongDataset mapMultiToLongLong(LongLongEmitter<? super T> emitter) {
    String name = "mapMultiToLongLong";
    return new LongLongDataset(
        session,
        node(name, new ToPairs.EmitLongs<T>(Closure.capture(name, emitter)), Keys.CHANGED));
  }

  /** The pairs of primitives that are pushed for each element. */
  public LongDoubleDataset mapMultiToLongDouble(LongDoubleEmitter<? super T> emitter) {
    String name = "mapMultiToLongDouble";
    return new LongDoubleDataset(
        session,
        node(name, new ToPairs.EmitDoubles<T>(Closure.capture(name, emitter)), Keys.CHANGED));
  }

  /** These elements, then the other's; not made distinct. */
  public Dataset<T> union(Dataset<T> other) {
    return union(List.of(other));
  }

  /** These elements, then the others', in their order. Keeps a partitioner that all share. */
  public Dataset<T> union(List<? extends Dataset<T>> others) {
    List<Node<T>> all = new ArrayList<>();
    all.addAll(ConcatNode.united(node));
    others.forEach(other -> all.addAll(ConcatNode.united(other.node)));
    DatasetId id = session.nextDataset();
    String label = CallSite.of("union");
    Optional<Partitioner> shared = node.partitioner();
    boolean placed =
        shared.isPresent() && all.stream().allMatch(each -> each.partitioner().equals(shared));
    return new Dataset<>(
        session,
        placed
            ? ConcatNode.sideBySide(id, label, all)
            : ConcatNode.oneAfterAnother(id, label, all));
  }

  /** Each element once, of those that are equal. Shuffles. */
  public Dataset<T> distinct() {
    return keyed().firstByKey("distinct", keyed().placement()).keys();
  }

  /** Each element once, in so many partitions. Shuffles. */
  public Dataset<T> distinct(int partitions) {
    return keyed().firstByKey("distinct", new HashPartitioner(partitions)).keys();
  }

  /** Each element that both have, once. Shuffles. */
  public Dataset<T> intersection(Dataset<T> other) {
    return keyed().common(other.keyed());
  }

  /** The elements that the other has not, as often as they are. Shuffles. */
  public Dataset<T> subtract(Dataset<T> other) {
    return keyed().without("subtract", other.keyed()).keys();
  }

  @Override
  public Map<T, Long> countByValue() {
    return keyed().countByKey();
  }

  /** Each element as a key without a value. */
  @SuppressWarnings("NullAway")
  private PairDataset<T, @Nullable Object> keyed() {
    return mapToPair(element -> Pair.of(element, null));
  }

  /**
   * Each element with each of the other's; the order is not defined. Has as many partitions as the
   * product of both sides'.
   */
  public <U extends @Nullable Object> PairDataset<T, U> cartesian(Dataset<U> other) {
    return new PairDataset<>(
        session,
        new CartesianNode<>(session.nextDataset(), CallSite.of("cartesian"), node, other.node));
  }

  /** Pairs by place: both sides need equal partitions with equally many elements. */
  public <U extends @Nullable Object> PairDataset<T, U> zip(Dataset<U> other) {
    return PairDataset.of(zip("zip", other, new ZipFunction<T, U>()));
  }

  /** A function of the partitions of the same number; both sides need equally many. */
  public <U extends @Nullable Object, R extends @Nullable Object> Dataset<R> zipPartitions(
      Dataset<U> other,
      SerializableBiFunction<
              ? super Iterator<T>, ? super Iterator<U>, ? extends Iterator<? extends R>>
          function) {
    return zip("zipPartitions", other, function);
  }

  private <U extends @Nullable Object, R extends @Nullable Object> Dataset<R> zip(
      String operation,
      Dataset<U> other,
      SerializableBiFunction<
              ? super Iterator<T>, ? super Iterator<U>, ? extends Iterator<? extends R>>
          function) {
    return new Dataset<>(
        session,
        new ZipNode<>(
            session.nextDataset(),
            CallSite.of(operation),
            node,
            other.node,
            Closure.capture(operation, function)));
  }

  /**
   * Each element with its place, from 0. Counts all partitions but the last before its first job.
   */
  public PairDataset<T, Long> zipWithIndex() {
    return indexed("zipWithIndex", () -> Numbering.byPlace(session.jobs(), node));
  }

  /** Each element with a number of its own, from 0, with gaps. Needs no job. */
  public PairDataset<T, Long> zipWithUniqueId() {
    return indexed("zipWithUniqueId", () -> Numbering.unique(node.partitions()));
  }

  private PairDataset<T, Long> indexed(String operation, Supplier<IndexedNode.Numbers> numbering) {
    return new PairDataset<>(
        session, new IndexedNode<>(session.nextDataset(), CallSite.of(operation), node, numbering));
  }

  /**
   * Each element with a chance of {@code fraction}, from 0 to 1. The same seed gives the same
   * sample of the same elements in the same partitions.
   */
  public Dataset<T> sample(double fraction, long seed) {
    checkFraction(fraction, 1);
    return step("sample", new Sampling.Chosen<>(0, fraction, seed), Keys.KEPT);
  }

  /** Each element as often as it comes up, {@code fraction} times on average. */
  public Dataset<T> sampleWithReplacement(double fraction, long seed) {
    checkFraction(fraction, 1e6);
    return step("sampleWithReplacement", new Sampling.Repeated<>(fraction, seed), Keys.KEPT);
  }

  private static void checkFraction(double fraction, double limit) {
    if (!(fraction >= 0 && fraction <= limit)) {
      throw new IllegalArgumentException(
          "Cannot sample a fraction of " + fraction + " (use a number from 0 to " + limit + ")");
    }
  }

  /** Each element in one of several datasets, by weights of any sum. */
  public List<Dataset<T>> randomSplit(double[] weights, long seed) {
    double total = Arrays.stream(weights).sum();
    if (!(total > 0) || Arrays.stream(weights).anyMatch(weight -> !(weight >= 0))) {
      throw new IllegalArgumentException(
          "Cannot split by weights " + Arrays.toString(weights) + " (use positive numbers)");
    }
    List<Dataset<T>> parts = new ArrayList<>();
    double from = 0;
    for (int i = 0; i < weights.length; i++) {
      double to = i == weights.length - 1 ? 1 : from + weights[i] / total;
      parts.add(step("randomSplit", new Sampling.Chosen<>(from, to, seed), Keys.KEPT));
      from = to;
    }
    return parts;
  }

  /** Each partition as one list. */
  public Dataset<List<T>> glom() {
    return onPartition(
        "glom",
        (partition, elements) -> {
          List<T> all = new ArrayList<>();
          elements.forEachRemaining(all::add);
          return List.of(all).iterator();
        });
  }

  /** At most so many partitions, made of neighbouring ones without a shuffle. */
  public Dataset<T> coalesce(int partitions) {
    Session.atLeastOne(partitions);
    return new Dataset<>(
        session,
        ConcatNode.coalesced(session.nextDataset(), CallSite.of("coalesce"), node, partitions));
  }

  /** So many partitions of nearly equal size. Shuffles all elements. */
  public Dataset<T> repartition(int partitions) {
    DirectPartitioner partitioner = new DirectPartitioner(partitions);
    return PairDataset.of(
            step(
                "repartition",
                new SpreadStep<T>(partitions, SpreadStep.Input.of(node)),
                Keys.CHANGED))
        .shuffled("repartition", partitioner, null)
        .values();
  }

  /** All elements sorted by the natural order of a key made of each. */
  public <K extends @Nullable Object> Dataset<T> sortBy(
      SerializableFunction<? super T, ? extends K> key) {
    return this.<K>keyBy(key).sortByKey().values();
  }

  /** All elements sorted by an order of a key made of each, in so many partitions. */
  public <K extends @Nullable Object> Dataset<T> sortBy(
      SerializableFunction<? super T, ? extends K> key,
      SerializableComparator<? super K> order,
      int partitions) {
    return this.<K>keyBy(key).sortByKey(order, partitions).values();
  }

  /** The elements of each key made of them; all of one key must fit into memory. */
  public <K extends @Nullable Object> PairDataset<K, List<T>> groupBy(
      SerializableFunction<? super T, ? extends K> key) {
    return this.<K>keyBy(key).groupByKey();
  }

  /** Keeps partitions as objects in memory once they are computed. */
  public Dataset<T> cache() {
    return persist(StorageLevel.MEMORY);
  }

  /**
   * Keeps partitions once they are computed, in jobs submitted from now on.
   *
   * @throws IllegalStateException if they are kept in another way already
   * @throws FiresteelException if the level needs memory outside the heap and executors have none
   */
  public Dataset<T> persist(StorageLevel level) {
    if (level.offHeap() && session.config().get(MemoryKeys.OFF_HEAP) == 0) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot persist as "
              + level
              + ": executors have no memory outside the heap (set firesteel.memory.off-heap, or"
              + " use "
              + (level.disk() ? "MEMORY_SERIALIZED_AND_DISK)" : "MEMORY_SERIALIZED)"));
    }
    StorageLevel before = node.level();
    if (before != StorageLevel.NONE && before != level) {
      throw new IllegalStateException(
          "Cannot persist as " + level + ": it is persisted as " + before + " (unpersist first)");
    }
    node.level(level);
    if (before == StorageLevel.NONE && level != StorageLevel.NONE) {
      session.watched(node);
    }
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

  /**
   * The same elements, which are written to reliable storage before the first job that needs them
   * and from then on read from there: what they were computed from is forgotten. Use the dataset
   * that is returned, and drop this one. To keep the elements in memory too, persist what is
   * returned; if this dataset is persisted, what is kept of it is what is written.
   *
   * @throws FiresteelException if there is no directory for checkpoints, see {@link
   *     Session#checkpointDirectory}
   */
  public Dataset<T> checkpoint() {
    return new Dataset<>(session, session.checkpoints().of(node));
  }

  /** Names this dataset in lineage prints. */
  public Dataset<T> named(String name) {
    node.name(name);
    return this;
  }

  /** The name, if one was given. */
  public Optional<String> name() {
    return node.name();
  }

  /** How this dataset is computed, a line for each step; what a shuffle reads is indented. */
  public String lineage() {
    return LineagePrint.of(node);
  }

  <R extends @Nullable Object> Dataset<R> step(String operation, Step<T, R> step, Keys keys) {
    return new Dataset<>(session, node(operation, step, keys));
  }

  <R extends @Nullable Object> Node<R> node(String operation, Step<T, R> step, Keys keys) {
    return new StepNode<>(session.nextDataset(), CallSite.of(operation), node, step, keys);
  }
}
