package dev.firesteel.semantics;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.lineage.EncodedProgram;
import dev.firesteel.dataset.lineage.JoinKind;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.ShuffleDependency.MapSideCombine;
import dev.firesteel.dataset.lineage.SourceNode;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.step.Cursors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/** A task of the {@link OracleEngine}. */
final class OracleTask implements TaskRuntime, AutoCloseable {
  private final OracleEngine engine;
  private final EncodedProgram program;
  private final int partition;
  private final TaskId id;
  private final TaskRuntime outer;
  private final Map<AccumulatorId, AccumulatorCell<?>> cells = new HashMap<>();

  OracleTask(OracleEngine engine, EncodedProgram program, int partition, int id) {
    this.engine = engine;
    this.program = program;
    this.partition = partition;
    this.id = new TaskId(id);
    this.outer = CURRENT.get();
    CURRENT.set(this);
  }

  @Override
  public <T> Cursor<T> cached(
      DatasetId dataset, int wanted, StorageLevel level, Callable<Cursor<T>> compute)
      throws Exception {
    Map<Integer, List<Object>> kept = engine.kept.computeIfAbsent(dataset, none -> new HashMap<>());
    if (!kept.containsKey(wanted)) {
      kept.put(wanted, new ArrayList<>(all(compute.call())));
    }
    @SuppressWarnings("unchecked")
    List<T> elements = (List<T>) kept.get(wanted);
    return Cursors.of(elements.iterator());
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V, C> Cursor<Pair<K, C>> readShuffle(ShuffleDependency<K, V, C> shuffle, int wanted)
      throws Exception {
    List<Pair<K, Object>> pairs = new ArrayList<>();
    for (List<List<Pair<Object, Object>>> output : engine.shuffles.get(shuffle.id())) {
      pairs.addAll((List<Pair<K, Object>>) (List<?>) output.get(wanted));
    }
    if (shuffle.aggregator().isPresent()) {
      Aggregator<V, C> aggregator = shuffle.aggregator().get();
      Aggregator<Object, Object> values = (Aggregator<Object, Object>) aggregator;
      pairs =
          shuffle.combine() == MapSideCombine.YES
              ? combined(pairs, first -> first, values::combine)
              : combined(pairs, values::create, values::merge);
    }
    if (shuffle.ordering().isPresent()) {
      Comparator<? super K> order = shuffle.ordering().get();
      pairs.sort((a, b) -> order.compare(a.key(), b.key()));
    }
    return Cursors.of((((List<Pair<K, C>>) (List<?>) pairs)).iterator());
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V, C> Cursor<Pair<K, C>> aggregate(
      Cursor<Pair<K, V>> pairs, Aggregator<V, C> aggregator) throws Exception {
    Aggregator<Object, Object> values = (Aggregator<Object, Object>) aggregator;
    List<Pair<K, Object>> input = (List<Pair<K, Object>>) (List<?>) all(pairs);
    return Cursors.of(
        ((List<Pair<K, C>>) (List<?>) combined(input, values::create, values::merge)).iterator());
  }

  private interface First {
    Object of(Object value) throws Exception;
  }

  private interface Next {
    Object of(Object combined, Object value) throws Exception;
  }

  private static <K> List<Pair<K, Object>> combined(
      List<Pair<K, Object>> pairs, First first, Next next) throws Exception {
    Map<K, Object> table = new LinkedHashMap<>();
    for (Pair<K, Object> pair : pairs) {
      table.put(
          pair.key(),
          table.containsKey(pair.key())
              ? next.of(table.get(pair.key()), pair.value())
              : first.of(Copies.ifSerializable(pair.value())));
    }
    List<Pair<K, Object>> result = new ArrayList<>();
    table.forEach((key, value) -> result.add(Pair.of(key, value)));
    return result;
  }

  @Override
  public <K, V, W, R> Cursor<Pair<K, R>> join(
      Callable<Cursor<Pair<K, V>>> left, Callable<Cursor<Pair<K, W>>> right, JoinKind kind)
      throws Exception {
    List<Pair<K, V>> lefts = all(left.call());
    List<Pair<K, W>> rights = all(right.call());
    List<Pair<K, Object>> result = new ArrayList<>();
    for (Pair<K, V> l : lefts) {
      List<Pair<K, W>> partners =
          rights.stream().filter(r -> Objects.equals(l.key(), r.key())).toList();
      partners.forEach(r -> result.add(Pair.of(l.key(), kind.both(l.value(), r.value()))));
      if (partners.isEmpty() && kind.keepsLeft()) {
        result.add(Pair.of(l.key(), kind.left(l.value())));
      }
    }
    for (Pair<K, W> r : rights) {
      if (kind.keepsRight() && lefts.stream().noneMatch(l -> Objects.equals(l.key(), r.key()))) {
        result.add(Pair.of(r.key(), kind.right(r.value())));
      }
    }
    @SuppressWarnings("unchecked")
    List<Pair<K, R>> made = (List<Pair<K, R>>) (List<?>) result;
    return Cursors.of(made.iterator());
  }

  @Override
  public <T> Cursor<T> sort(Cursor<T> elements, Comparator<? super T> order) throws Exception {
    List<T> sorted = all(elements);
    sorted.sort(order);
    return Cursors.of(sorted.iterator());
  }

  private static <T> List<T> all(Cursor<T> elements) throws Exception {
    List<T> list = new ArrayList<>();
    try (elements) {
      elements.forEachRemaining(list::add);
    }
    return list;
  }

  @Override
  public <T> Cursor<byte[]> encoded(Cursor<T> elements) {
    return Cursors.mapped(elements, Copies::bytes);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Cursor<T> decoded(Cursor<byte[]> blocks) {
    return Cursors.mapped(blocks, block -> (T) Copies.object(block));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <S extends InputSplit> S split(SourceNode<?, S> source, int wanted) throws Exception {
    SourceNode<?, S> known = (SourceNode<?, S>) program.sources().get(source.number());
    InputFormat<?, S> format = source.format();
    return Copies.split(format, known.format(), known.splits().get(wanted));
  }

  @Override
  public Object broadcast(BroadcastId broadcast) {
    return Copies.object(engine.broadcasts.get(broadcast));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <S> AccumulatorCell<S> accumulator(Accumulator<?, S, ?> accumulator) {
    return (AccumulatorCell<S>)
        cells.computeIfAbsent(accumulator.id(), none -> new AccumulatorCell<>(accumulator.zero()));
  }

  @SuppressWarnings("unchecked")
  void succeeded() throws Exception {
    for (Map.Entry<AccumulatorId, AccumulatorCell<?>> cell : cells.entrySet()) {
      ((Accumulator<?, Object, ?>) engine.accumulators.get(cell.getKey()))
          .mergeState(cell.getValue().state);
    }
  }

  @Override
  public void close() {
    CURRENT.set(outer);
  }

  @Override
  public StageId stage() {
    return new StageId(0);
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public int attempt() {
    return 0;
  }

  @Override
  public TaskId task() {
    return id;
  }

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public Config config() {
    return engine.config();
  }

  @Override
  public void bytesRead(long bytes) {}
}
