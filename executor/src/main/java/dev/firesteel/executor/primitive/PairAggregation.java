package dev.firesteel.executor.primitive;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.primitive.PairSink;
import dev.firesteel.dataset.primitive.PrimitiveAggregator;
import dev.firesteel.executor.spill.SpillRun;
import dev.firesteel.executor.spill.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * Combines pairs of primitives by key. When memory is short, tables go to disk as a run that is cut
 * by hash; in the end the runs' parts of one hash after the other are combined in the same way, by
 * another hash. Used by the task's own thread.
 *
 * @param <N> the values' box
 */
public final class PairAggregation<N extends Number> implements PairSink<N>, AutoCloseable {
  /** A power of two. */
  private static final int PARTS = 64;

  private static final long LEVEL = 0xbf58476d1ce4e5b9L;

  private final PrimitiveAggregator<N> aggregator;
  private final Workspace workspace;
  private final int level;
  private final PairTables tables;
  private final List<SpillRun> runs = new ArrayList<>();

  /** Nothing yet. */
  public PairAggregation(PrimitiveAggregator<N> aggregator, Workspace workspace) {
    this(aggregator, workspace, 1);
  }

  private PairAggregation(PrimitiveAggregator<N> aggregator, Workspace workspace, int level) {
    this.aggregator = aggregator;
    this.workspace = workspace;
    this.level = level;
    long salt = LEVEL * level;
    this.tables =
        new PairTables(
            PARTS,
            key -> (int) (LongTable.hash(key ^ salt) >>> -Integer.numberOfTrailingZeros(PARTS)),
            aggregator.operator(),
            workspace,
            this::spill);
  }

  /** Combines the values of each key. Consumes and closes the pairs, as other aggregations do. */
  public static <N extends Number> Cursor<Pair<Long, N>> aggregate(
      Cursor<Pair<Long, N>> pairs, PrimitiveAggregator<N> aggregator, Workspace workspace)
      throws Exception {
    PairAggregation<N> aggregation = new PairAggregation<>(aggregator, workspace);
    try (pairs) {
      pairs.forEachRemaining(aggregation);
      return aggregation.combined();
    } catch (Throwable e) {
      aggregation.close();
      throw e;
    }
  }

  @Override
  public void acceptBits(long key, long bits) throws Exception {
    tables.add(key, bits);
  }

  /** Takes pairs, keys and values in turn. */
  public void addAll(long[] pairs, int end) throws Exception {
    for (int i = 0; i < end; i += 2) {
      tables.add(pairs[i], pairs[i + 1]);
    }
  }

  /** One pair for each key. The cursor takes over: its close frees memory and files. */
  public Cursor<Pair<Long, N>> combined() throws Exception {
    tables.flush();
    if (runs.isEmpty()) {
      return new ListCursor<>(tables.lists(), aggregator.kind(), this);
    }
    if (tables.entries() > 0) {
      spill();
    }
    tables.close();
    return new PartCursor<>(PARTS, this::ofPart, this);
  }

  private void spill() throws Exception {
    runs.add(SpillRun.write(workspace, PARTS, tables.content()));
  }

  private Cursor<Pair<Long, N>> ofPart(int part) throws Exception {
    PairAggregation<N> next = new PairAggregation<>(aggregator, workspace, level + 1);
    try {
      RunPart reader = new RunPart();
      for (SpillRun run : runs) {
        reader.read(run, part, next);
      }
      return next.combined();
    } catch (Throwable e) {
      next.close();
      throw e;
    }
  }

  @Override
  public void close() {
    tables.close();
    runs.forEach(SpillRun::close);
    runs.clear();
  }
}
