package dev.firesteel.executor.shuffle;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.executor.aggregate.Aggregation;
import dev.firesteel.executor.aggregate.Combining;
import dev.firesteel.executor.sort.ExternalSort;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.block.BlockClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one reduce partition of a shuffle. Used by the task's own thread. */
public final class ShuffleReader {
  private final ShuffleSources sources;
  private final Workspace workspace;

  /**
   * A reader for one task.
   *
   * @param local files of this executor, read in place
   * @param self this executor
   * @param client fetches from other executors
   */
  public ShuffleReader(
      ShuffleStore local, ExecutorId self, BlockClient client, Workspace workspace) {
    this.sources = new ShuffleSources(local, self, client);
    this.workspace = workspace;
  }

  /**
   * Reads a partition, aggregated and ordered as the dependency says. The cursor's close frees all
   * it holds.
   *
   * @param blocks the partition's blocks by map partition; those of size 0 are not fetched
   * @throws ShuffleFetchException here or from the cursor, if a block cannot be had
   */
  @SuppressWarnings("unchecked") // without an aggregator, C is V; primitives know their types
  public <K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
      Cursor<Pair<K, C>> read(
          ShuffleDependency<K, V, C> dependency, int reduce, List<ShuffleBlock> blocks)
          throws Exception {
    BlockSupply supply = new BlockSupply(dependency.id(), reduce, blocks, sources, workspace);
    if (dependency.primitive()) {
      return (Cursor<Pair<K, C>>) (Cursor<?>) PrimitiveRead.open(supply, dependency, workspace);
    }
    Optional<Aggregator<V, C>> aggregator = dependency.aggregator();
    Optional<Comparator<? super K>> ordering = dependency.ordering();
    if (aggregator.isEmpty()) {
      return ordering.isPresent()
          ? MergedRead.open(supply, ordering.get(), workspace)
          : new BlockCursor<>(supply, workspace.serializer());
    }
    Cursor<Pair<K, C>> combined =
        dependency.combine() == ShuffleDependency.MapSideCombine.YES
            ? Aggregation.combine(
                new BlockCursor<K, C>(supply, workspace.serializer()),
                Combining.combinations(aggregator.get()),
                workspace)
            : Aggregation.aggregate(
                new BlockCursor<K, V>(supply, workspace.serializer()), aggregator.get(), workspace);
    if (ordering.isEmpty()) {
      return combined;
    }
    Comparator<? super K> keys = ordering.get();
    return ExternalSort.sort(combined, (a, b) -> keys.compare(a.key(), b.key()), workspace);
  }
}
