package dev.firesteel.dataset;

import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.api.split.SequenceOptions;
import dev.firesteel.dataset.action.Collecting;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.function.SerializableBinaryOperator;
import dev.firesteel.dataset.function.SerializableComparator;
import dev.firesteel.dataset.function.SerializableFunction;
import dev.firesteel.dataset.function.SerializablePredicate;
import dev.firesteel.dataset.function.SerializableSupplier;
import dev.firesteel.dataset.keyed.AggregateStep;
import dev.firesteel.dataset.keyed.Aggregators;
import dev.firesteel.dataset.keyed.CapturedOrder;
import dev.firesteel.dataset.keyed.KeyChosen;
import dev.firesteel.dataset.keyed.KeySample;
import dev.firesteel.dataset.keyed.LocalReduction;
import dev.firesteel.dataset.keyed.ShuffleNode;
import dev.firesteel.dataset.keyed.SortStep;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.ShuffleDependency.MapSideCombine;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.partition.Partitioner;
import dev.firesteel.dataset.partition.RangePartitioner;
import dev.firesteel.dataset.partition.SampledPartitioner;
import dev.firesteel.dataset.step.Elementwise;
import dev.firesteel.dataset.step.Keys;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of keys and values. Keys and values may be null. Keys need {@code equals} and {@code
 * hashCode} by value; arrays are refused as keys.
 *
 * <p>Operations by key place pairs by a partitioner: a given one, or the one that places them
 * already (then nothing is shuffled), or by hash code into as many partitions as {@code
 * firesteel.default.parallelism} says or else the input has.
 *
 * @param <K> the keys' type
 * @param <V> the values' type
 */
public final class PairDataset<K extends @Nullable Object, V extends @Nullable Object>
    extends PairJoins<K, V> {
  PairDataset(Session session, Node<Pair<K, V>> node) {
    super(session, node);
  }

  /** A dataset of pairs with the operations by key. */
  public static <K extends @Nullable Object, V extends @Nullable Object> PairDataset<K, V> of(
      Dataset<Pair<K, V>> pairs) {
    return pairs instanceof PairDataset<K, V> same
        ? same
        : new PairDataset<>(pairs.session, pairs.node);
  }

  /** How pairs are placed, if by key. */
  public Optional<Partitioner> partitioner() {
    return node.partitioner();
  }

  /** The keys, as often as they are. */
  public Dataset<K> keys() {
    return step("keys", new Elementwise.Map<>(Closure.capture("keys", Pair::key)), Keys.CHANGED);
  }

  /** The values. */
  public Dataset<V> values() {
    return step(
        "values", new Elementwise.Map<>(Closure.capture("values", Pair::value)), Keys.CHANGED);
  }

  /** A function of each value. Keeps the partitioner. */
  public <W extends @Nullable Object> PairDataset<K, W> mapValues(
      SerializableFunction<? super V, ? extends W> function) {
    Closure<SerializableFunction<? super V, ? extends W>> f =
        Closure.capture("mapValues", function);
    SerializableFunction<Pair<K, V>, Pair<K, W>> mapped =
        pair -> pair.withValue(f.get().apply(pair.value()));
    return of(
        step("mapValues", new Elementwise.Map<>(Closure.capture("mapValues", mapped)), Keys.KEPT));
  }

  /** The elements of the stream made of each value, with its key. Keeps the partitioner. */
  public <W extends @Nullable Object> PairDataset<K, W> flatMapValues(
      SerializableFunction<? super V, ? extends @Nullable Stream<? extends W>> function) {
    Closure<SerializableFunction<? super V, ? extends @Nullable Stream<? extends W>>> f =
        Closure.capture("flatMapValues", function);
    SerializableFunction<Pair<K, V>, Stream<Pair<K, W>>> mapped =
        pair -> {
          Stream<? extends W> values = f.get().apply(pair.value());
          return values == null ? Stream.empty() : values.map(pair::withValue);
        };
    return of(
        step(
            "flatMapValues",
            new Elementwise.Streams<>(Closure.capture("flatMapValues", mapped)),
            Keys.KEPT));
  }

  /** One value for each key, combined by an associative and commutative function. */
  public PairDataset<K, V> reduceByKey(SerializableBinaryOperator<V> function) {
    return reduceByKey(function, placement());
  }

  /** Like {@link #reduceByKey(SerializableBinaryOperator)}, in so many partitions. */
  public PairDataset<K, V> reduceByKey(SerializableBinaryOperator<V> function, int partitions) {
    return reduceByKey(function, new HashPartitioner(partitions));
  }

  /** Like {@link #reduceByKey(SerializableBinaryOperator)}, placed by a partitioner. */
  public PairDataset<K, V> reduceByKey(
      SerializableBinaryOperator<V> function, Partitioner partitioner) {
    return combined(
        "reduceByKey",
        new Aggregators.Reduce<>("reduceByKey", function),
        partitioner,
        MapSideCombine.YES);
  }

  /**
   * One value for each key, combined by a function. A copy of {@code zero} may come in for each key
   * of each partition, so it must change nothing, as 0 does in a sum.
   */
  public PairDataset<K, V> foldByKey(V zero, SerializableBinaryOperator<V> function) {
    return combined(
        "foldByKey",
        new Aggregators.Fold<>("foldByKey", zero, function),
        placement(),
        MapSideCombine.YES);
  }

  /**
   * One state for each key.
   *
   * @param zero makes a state of no values; may be asked for each key of each partition
   * @param add adds a value; may change and return the state
   * @param merge adds a second state to a first; may change and return the first
   */
  public <C extends @Nullable Object> PairDataset<K, C> aggregateByKey(
      SerializableSupplier<C> zero,
      SerializableBiFunction<C, ? super V, C> add,
      SerializableBinaryOperator<C> merge) {
    return aggregateByKey(zero, add, merge, placement());
  }

  /**
   * Like {@link #aggregateByKey(SerializableSupplier, SerializableBiFunction,
   * SerializableBinaryOperator)}, placed by a partitioner.
   */
  public <C extends @Nullable Object> PairDataset<K, C> aggregateByKey(
      SerializableSupplier<C> zero,
      SerializableBiFunction<C, ? super V, C> add,
      SerializableBinaryOperator<C> merge,
      Partitioner partitioner) {
    return combined(
        "aggregateByKey",
        new Aggregators.State<V, C>(
            Closure.capture("aggregateByKey", zero),
            Closure.capture("aggregateByKey", add),
            Closure.capture("aggregateByKey", merge)),
        partitioner,
        MapSideCombine.YES);
  }

  /**
   * One combination for each key: the general form of the other operations.
   *
   * @param create makes a combination of one value
   * @param add adds a value; may change and return the combination
   * @param merge adds a second combination to a first; may change and return the first
   */
  public <C extends @Nullable Object> PairDataset<K, C> combineByKey(
      SerializableFunction<? super V, C> create,
      SerializableBiFunction<C, ? super V, C> add,
      SerializableBinaryOperator<C> merge) {
    return combineByKey(create, add, merge, placement(), MapSideCombine.YES);
  }

  /** Like the other, placed by a partitioner; says whether map tasks combine. */
  public <C extends @Nullable Object> PairDataset<K, C> combineByKey(
      SerializableFunction<? super V, C> create,
      SerializableBiFunction<C, ? super V, C> add,
      SerializableBinaryOperator<C> merge,
      Partitioner partitioner,
      MapSideCombine mapSide) {
    return combined(
        "combineByKey",
        new Aggregators.Combine<V, C>(
            Closure.capture("combineByKey", create),
            Closure.capture("combineByKey", add),
            Closure.capture("combineByKey", merge)),
        partitioner,
        mapSide);
  }

  /**
   * All values of each key, in no defined order; those of one key must fit into memory. {@link
   * #reduceByKey} and {@link #aggregateByKey} send less.
   */
  public PairDataset<K, List<V>> groupByKey() {
    return groupByKey(placement());
  }

  /** Like {@link #groupByKey()}, in so many partitions. */
  public PairDataset<K, List<V>> groupByKey(int partitions) {
    return groupByKey(new HashPartitioner(partitions));
  }

  /** Like {@link #groupByKey()}, placed by a partitioner. */
  public PairDataset<K, List<V>> groupByKey(Partitioner partitioner) {
    return combined("groupByKey", new Aggregators.Group<>(), partitioner, MapSideCombine.NO);
  }

  PairDataset<K, V> firstByKey(String operation, Partitioner partitioner) {
    return combined(operation, new Aggregators.First<>(), partitioner, MapSideCombine.YES);
  }

  /** The same pairs, placed by a partitioner. */
  public PairDataset<K, V> partitionBy(Partitioner partitioner) {
    return placedBy(partitioner) ? this : shuffled("partitionBy", partitioner, null);
  }

  /** Sorted by the natural order of keys, null first. */
  public PairDataset<K, V> sortByKey() {
    return sortByKey(SerializableComparator.natural());
  }

  /** Sorted by an order of keys. */
  public PairDataset<K, V> sortByKey(SerializableComparator<? super K> order) {
    return sortByKey(order, session.shufflePartitions(List.of(node)));
  }

  /**
   * Sorted by an order of keys, in so many partitions of nearly equal size; some are empty where
   * there are fewer different keys. Samples keys with a job of its own, before the first job that
   * needs the result.
   */
  public PairDataset<K, V> sortByKey(SerializableComparator<? super K> order, int partitions) {
    Session.atLeastOne(partitions);
    Comparator<? super K> captured = CapturedOrder.of("sortByKey", order);
    if (node.partitioner().orElse(null) instanceof RangePartitioner<?> ranges
        && ranges.partitions() == partitions
        && ranges.order().equals(captured)) {
      return of(step("sortByKey", new SortStep<K, V>(captured), Keys.KEPT));
    }
    Partitioner partitioner =
        partitions == 1
            ? new RangePartitioner<K>(1, List.of(), captured)
            : new SampledPartitioner(
                partitions,
                () ->
                    session
                        .jobs()
                        .run(
                            node,
                            KeySample.<K, V>borders(
                                "sortByKey", node.partitions(), partitions, captured)));
    return shuffled("sortByKey", partitioner, captured);
  }

  /** Placed by a partitioner, and the pairs of each partition sorted by an order of keys. */
  public PairDataset<K, V> repartitionAndSortWithinPartitions(
      Partitioner partitioner, SerializableComparator<? super K> order) {
    String operation = "repartitionAndSortWithinPartitions";
    Comparator<? super K> captured = CapturedOrder.of(operation, order);
    return placedBy(partitioner)
        ? of(step(operation, new SortStep<K, V>(captured), Keys.KEPT))
        : shuffled(operation, partitioner, captured);
  }

  /** Each pair with the chance that its key has; none for other keys. */
  public PairDataset<K, V> sampleByKey(Map<K, Double> fractions, long seed) {
    return of(
        step(
            "sampleByKey",
            new KeyChosen<K, V>(Closure.capture("sampleByKey", new HashMap<>(fractions)), seed),
            Keys.KEPT));
  }

  /** All values of a key; looks at one partition only where the key's place is known. */
  public List<V> lookup(K key) {
    Closure<K> wanted = Closure.capture("lookup", key);
    Dataset<V> found = filter(pair -> Objects.equals(pair.key(), wanted.get())).values();
    return placedAt(key)
        .map(place -> session.jobs().runOn(found.node, List.of(place), Collecting.<V>all()))
        .orElseGet(found::collect);
  }

  private Optional<Integer> placedAt(K key) {
    session.beforeJob(node);
    return node.partitioner().map(placed -> placed.partition(key));
  }

  /** How often each key is; must fit into the driver's memory. */
  public Map<K, Long> countByKey() {
    return mapValues(value -> 1L).reduceByKey(Long::sum).collectAsMap();
  }

  /** All pairs as a map, the last of each key; must fit into the driver's memory. */
  public Map<K, V> collectAsMap() {
    Map<K, V> map = new HashMap<>();
    for (Pair<K, V> pair : collect()) {
      map.put(pair.key(), pair.value());
    }
    return map;
  }

  /** Like {@link #reduceByKey}, but as a map on the driver and without a shuffle. */
  public Map<K, V> reduceByKeyLocally(SerializableBinaryOperator<V> function) {
    return session
        .jobs()
        .run(node, LocalReduction.<K, V>query(Closure.capture("reduceByKeyLocally", function)));
  }

  private boolean placedBy(Partitioner partitioner) {
    return node.partitioner().equals(Optional.of(partitioner));
  }

  private <C extends @Nullable Object> PairDataset<K, C> combined(
      String operation,
      Aggregator<V, C> aggregator,
      Partitioner partitioner,
      MapSideCombine mapSide) {
    if (placedBy(partitioner)) {
      return of(step(operation, new AggregateStep<K, V, C>(aggregator), Keys.KEPT));
    }
    return shuffled(operation, partitioner, aggregator, mapSide, null);
  }

  PairDataset<K, V> shuffled(
      String operation, Partitioner partitioner, @Nullable Comparator<? super K> order) {
    return shuffled(operation, partitioner, null, MapSideCombine.NO, order);
  }

  private <C extends @Nullable Object> PairDataset<K, C> shuffled(
      String operation,
      Partitioner partitioner,
      @Nullable Aggregator<V, C> aggregator,
      MapSideCombine mapSide,
      @Nullable Comparator<? super K> order) {
    ShuffleDependency<K, V, C> shuffle =
        new ShuffleDependency<>(
            session.nextShuffle(), node, partitioner, aggregator, mapSide, order);
    return new PairDataset<>(
        session,
        new ShuffleNode<>(session.nextDataset(), CallSite.of(operation), session.watched(shuffle)));
  }

  /**
   * Writes a directory of Hadoop's sequence files, one a partition. Keys and values are strings,
   * boxed primitives, {@code byte[]}, null, or Hadoop's Writables, of one class each. Compressed as
   * {@code firesteel.io.output-compression} says. Nothing is visible until all is written.
   *
   * @param path path or URI; must not exist
   */
  public void saveAsSequenceFile(String path) {
    saveAsSequenceFile(path, SequenceOptions.DEFAULT, SaveOptions.DEFAULT);
  }

  /**
   * Like {@link #saveAsSequenceFile(String)}.
   *
   * @param form what is compressed together, and the classes
   * @param options what happens if the path exists, and the codec
   */
  public void saveAsSequenceFile(String path, SequenceOptions form, SaveOptions options) {
    SerializableFunction<Pair<K, V>, Map.Entry<K, V>> entry =
        pair -> new SimpleImmutableEntry<>(pair.key(), pair.value());
    String name = "saveAsSequenceFile";
    Save.run(
        session,
        this.<Map.Entry<K, V>>step(
                name, new Elementwise.Map<>(Closure.capture(name, entry)), Keys.CHANGED)
            .node,
        name,
        session.files().<K, V>sequenceOutput(path, form, options, session.config()));
  }

  @Override
  public PairDataset<K, V> filter(SerializablePredicate<? super Pair<K, V>> condition) {
    return of(super.filter(condition));
  }

  @Override
  public PairDataset<K, V> union(Dataset<Pair<K, V>> other) {
    return of(super.union(other));
  }

  @Override
  public PairDataset<K, V> union(List<? extends Dataset<Pair<K, V>>> others) {
    return of(super.union(others));
  }

  @Override
  public PairDataset<K, V> distinct() {
    return of(super.distinct());
  }

  @Override
  public PairDataset<K, V> distinct(int partitions) {
    return of(super.distinct(partitions));
  }

  @Override
  public PairDataset<K, V> intersection(Dataset<Pair<K, V>> other) {
    return of(super.intersection(other));
  }

  @Override
  public PairDataset<K, V> subtract(Dataset<Pair<K, V>> other) {
    return of(super.subtract(other));
  }

  @Override
  public PairDataset<K, V> sample(double fraction, long seed) {
    return of(super.sample(fraction, seed));
  }

  @Override
  public PairDataset<K, V> sampleWithReplacement(double fraction, long seed) {
    return of(super.sampleWithReplacement(fraction, seed));
  }

  @Override
  public PairDataset<K, V> coalesce(int partitions) {
    return of(super.coalesce(partitions));
  }

  @Override
  public PairDataset<K, V> repartition(int partitions) {
    return of(super.repartition(partitions));
  }

  @Override
  public PairDataset<K, V> cache() {
    return of(super.cache());
  }

  @Override
  public PairDataset<K, V> persist(StorageLevel level) {
    return of(super.persist(level));
  }

  @Override
  public PairDataset<K, V> unpersist() {
    return of(super.unpersist());
  }

  @Override
  public PairDataset<K, V> checkpoint() {
    return of(super.checkpoint());
  }

  @Override
  public PairDataset<K, V> named(String name) {
    return of(super.named(name));
  }
}
