package dev.firesteel.executor.shuffle;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.primitive.PairSink;
import dev.firesteel.dataset.primitive.PrimitiveAggregator;
import dev.firesteel.executor.spill.Bench;
import dev.firesteel.protocol.message.BlockAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shuffle of primitive pairs on a bench: writes map outputs and reads partitions. */
final class PrimitivePairs<N extends Number> {
  static final ExecutorId SELF = new ExecutorId("e-1");
  private static final BlockAddress HERE = new BlockAddress(SELF, "", 0);
  private static final BlockAddress THERE = new BlockAddress(new ExecutorId("e-2"), "h", 1);

  final Bench bench;
  final ShuffleStore store;
  final ShuffleDependency<Long, N, N> dependency;
  final List<long[]> sizes = new ArrayList<>();

  PrimitivePairs(Bench bench, PrimitiveAggregator<N> aggregator, int partitions) {
    this.bench = bench;
    this.store = new ShuffleStore(bench.directories);
    this.dependency =
        new ShuffleDependency<>(
            new ShuffleId(3),
            null,
            new HashPartitioner(partitions),
            aggregator,
            ShuffleDependency.MapSideCombine.YES,
            null);
  }

  /** The next map task; every second one pushes its pairs without boxes. */
  void write(List<Pair<Long, N>> pairs) throws Exception {
    TaskId task = new TaskId(sizes.size());
    Cursor<Pair<Long, N>> cursor =
        sizes.size() % 2 == 0 ? Bench.cursor(pairs) : unboxed(pairs, dependency);
    sizes.add(new ShuffleWriter(store, bench.workspace).write(cursor, dependency, task));
  }

  static <N extends Number> Cursor<Pair<Long, N>> unboxed(
      List<Pair<Long, N>> pairs, ShuffleDependency<Long, N, N> dependency) {
    PrimitiveAggregator<N> aggregator =
        (PrimitiveAggregator<N>) dependency.aggregator().orElseThrow();
    int[] next = {0};
    return sink -> {
      if (next[0] == pairs.size()) {
        return false;
      }
      Pair<Long, N> pair = pairs.get(next[0]++);
      PairSink.of(sink, aggregator.kind())
          .acceptBits(
              pair.key(),
              pair.value() instanceof Double number
                  ? Double.doubleToRawLongBits(number)
                  : pair.value().longValue());
      return true;
    };
  }

  /** Where a partition's blocks are: every second one elsewhere. */
  List<ShuffleBlock> blocks(int reduce) {
    List<ShuffleBlock> blocks = new ArrayList<>();
    for (int m = 0; m < sizes.size(); m++) {
      blocks.add(
          new ShuffleBlock(m, new TaskId(m), m % 2 == 0 ? HERE : THERE, sizes.get(m)[reduce]));
    }
    return blocks;
  }

  Cursor<Pair<Long, N>> read(int reduce) throws Exception {
    return new ShuffleReader(store, SELF, new StoreClient(store), bench.workspace)
        .read(dependency, reduce, blocks(reduce));
  }

  /** All partitions; fails where a key comes twice or in a wrong partition. */
  Map<Long, N> readAll() throws Exception {
    Map<Long, N> all = new HashMap<>();
    for (int reduce = 0; reduce < dependency.partitioner().partitions(); reduce++) {
      for (Pair<Long, N> pair : Bench.drain(read(reduce))) {
        if (dependency.partitioner().partition(pair.key()) != reduce
            || all.put(pair.key(), pair.value()) != null) {
          throw new AssertionError("key " + pair.key() + " twice, or not in its place");
        }
      }
    }
    return all;
  }
}
