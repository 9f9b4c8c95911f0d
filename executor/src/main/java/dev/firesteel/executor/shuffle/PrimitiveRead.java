package dev.firesteel.executor.shuffle;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.primitive.PrimitiveAggregator;
import dev.firesteel.executor.primitive.PairAggregation;
import dev.firesteel.executor.primitive.PairFrames;
import dev.firesteel.executor.spill.Workspace;

/** Reads and combines what {@link PrimitiveOutput} wrote. */
final class PrimitiveRead {
  private PrimitiveRead() {}

  /** Reads all blocks and closes the supply. The cursor's close frees memory and files. */
  static Cursor<?> open(
      BlockSupply supply, ShuffleDependency<?, ?, ?> dependency, Workspace workspace)
      throws Exception {
    PairAggregation<?> aggregation =
        new PairAggregation<>(
            (PrimitiveAggregator<?>) dependency.aggregator().orElseThrow(), workspace);
    PairFrames frames = new PairFrames();
    long[] pairs = new long[2 * PairFrames.MOST];
    try (supply) {
      while (supply.hasNext()) {
        try (OpenBlock block = supply.next()) {
          for (int end = block.next(frames, pairs); end > 0; end = block.next(frames, pairs)) {
            aggregation.addAll(pairs, end);
          }
        }
      }
      return aggregation.combined();
    } catch (Throwable e) {
      aggregation.close();
      throw e;
    }
  }
}
