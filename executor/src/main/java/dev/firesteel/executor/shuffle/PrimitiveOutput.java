package dev.firesteel.executor.shuffle;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.primitive.PairSink;
import dev.firesteel.dataset.primitive.PrimitiveAggregator;
import dev.firesteel.executor.primitive.PairTables;
import dev.firesteel.executor.spill.ChunkWriter;
import dev.firesteel.executor.spill.Workspace;

/**
 * Pairs of primitives, combined by key before they are written, as {@link CombiningOutput} does
 * with objects: a key may come several times in a block, and when combining saves next to nothing
 * pairs are kept as they come.
 */
final class PrimitiveOutput<N extends Number> implements MapOutput<Long, N>, PairSink<N> {
  /** Entries after which it is judged whether combining pays. */
  private static final int TRIAL = 1 << 18;

  /** Fewer entries say nothing. */
  private static final int LEAST = 1 << 12;

  /** Pairs from one look at the entries to the next. */
  private static final int STRIDE = 1 << 15;

  private final PairTables tables;
  private final RunPile runs;
  private int untilLook = STRIDE;
  private boolean judged;

  private PrimitiveOutput(
      HashPartitioner partitioner, PrimitiveAggregator<N> aggregator, Workspace workspace) {
    this.runs = new RunPile(workspace, partitioner.partitions());
    this.tables =
        new PairTables(
            partitioner.partitions(),
            key -> partitioner.partition(Long.hashCode(key)),
            aggregator.operator(),
            workspace,
            this::spill);
  }

  /** Of a dependency of primitives. */
  static PrimitiveOutput<?> of(ShuffleDependency<?, ?, ?> dependency, Workspace workspace) {
    return new PrimitiveOutput<>(
        (HashPartitioner) dependency.partitioner(),
        (PrimitiveAggregator<?>) dependency.aggregator().orElseThrow(),
        workspace);
  }

  @Override
  public void acceptBits(long key, long bits) throws Exception {
    tables.add(key, bits);
    if (--untilLook == 0) {
      look();
    }
  }

  /** The partition is not looked at. */
  @Override
  public void add(int partition, Long key, N value) throws Exception {
    accept(Pair.of(key, value));
  }

  private void look() {
    untilLook = STRIDE;
    if (!judged && tables.entries() >= TRIAL) {
      judged = true;
      if (futile()) {
        tables.stopCombining();
      }
    }
  }

  private boolean futile() {
    return tables.combining() && tables.entries() > tables.taken() - tables.taken() / 16;
  }

  private void spill() throws Exception {
    boolean stop = tables.entries() >= LEAST && futile();
    runs.spill(tables.content());
    if (stop) {
      tables.stopCombining();
    }
  }

  @Override
  public long[] writeTo(ChunkWriter writer) throws Exception {
    tables.flush();
    return runs.writeTo(writer, tables.content());
  }

  @Override
  public void close() {
    tables.close();
    runs.close();
  }
}
