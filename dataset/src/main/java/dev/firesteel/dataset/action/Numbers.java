package dev.firesteel.dataset.action;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Histogram;
import dev.firesteel.dataset.Stats;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.util.Arrays;

/** Actions over numbers, of any box, without boxing where they come without. */
public final class Numbers {
  private Numbers() {}

  private abstract static class NumberSink<N extends Number> implements Sink<N> {
    @Override
    public final void accept(N element) throws Exception {
      if (element instanceof Long) {
        acceptLong(element.longValue());
      } else {
        acceptDouble(element.doubleValue());
      }
    }

    @Override
    public void acceptLong(long element) throws Exception {
      acceptDouble((double) element);
    }

    @Override
    public abstract void acceptDouble(double element) throws Exception;
  }

  /** The sum of whole numbers; fails where it does not fit a long. */
  public static Query<Long, Long, Long> sum() {
    return Query.of(
        "sum",
        new LongSum(),
        sums -> {
          long total = 0;
          for (long sum : sums) {
            total = Math.addExact(total, sum);
          }
          return total;
        });
  }

  private static final class LongSum implements PartitionFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long apply(Cursor<Long> elements, TaskRuntime task) throws Exception {
      LongSumSink sink = new LongSumSink();
      elements.forEachRemaining(sink);
      return sink.sum;
    }
  }

  private static final class LongSumSink implements Sink<Long> {
    private long sum;

    @Override
    public void accept(Long element) {
      acceptLong(element);
    }

    @Override
    public void acceptLong(long element) {
      sum = Math.addExact(sum, element);
    }
  }

  /** All that {@link Stats} tells. */
  public static <N extends Number> Query<N, Stats, Stats> stats(String name) {
    return Query.of(
        name,
        new StatsOf<N>(),
        parts -> {
          Stats all = Stats.NONE;
          for (Stats part : parts) {
            all = all.merge(part);
          }
          return all;
        });
  }

  private static final class StatsOf<N extends Number> implements PartitionFunction<N, Stats> {
    private static final long serialVersionUID = 1L;

    @Override
    public Stats apply(Cursor<N> elements, TaskRuntime task) throws Exception {
      StatsSink<N> sink = new StatsSink<>();
      elements.forEachRemaining(sink);
      return sink.stats();
    }
  }

  /** Welford's algorithm; the sum by Neumaier's. */
  private static final class StatsSink<N extends Number> extends NumberSink<N> {
    private long count;
    private double sum;
    private double lost;
    private double mean;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    @Override
    public void acceptDouble(double x) {
      count++;
      double grown = sum + x;
      lost += Math.abs(sum) >= Math.abs(x) ? (sum - grown) + x : (x - grown) + sum;
      sum = grown;
      double delta = x - mean;
      mean += delta / count;
      squares += delta * (x - mean);
      min = Math.min(min, x);
      max = Math.max(max, x);
    }

    Stats stats() {
      double total = Double.isFinite(sum) ? sum + lost : sum;
      return count == 0 ? Stats.NONE : new Stats(count, total, mean, squares, min, max);
    }
  }

  /** Counts numbers by buckets. */
  public static <N extends Number> Query<N, long[], Histogram> histogram(double[] bounds) {
    return Query.of(
        "histogram",
        new Buckets<N>(bounds.clone()),
        parts -> {
          long[] counts = new long[bounds.length - 1];
          for (long[] part : parts) {
            Arrays.setAll(counts, i -> counts[i] + part[i]);
          }
          return new Histogram(bounds, counts);
        });
  }

  private static final class Buckets<N extends Number> implements PartitionFunction<N, long[]> {
    private static final long serialVersionUID = 1L;
    private final double[] bounds;

    Buckets(double[] bounds) {
      this.bounds = bounds;
    }

    @Override
    public long[] apply(Cursor<N> elements, TaskRuntime task) throws Exception {
      long[] counts = new long[bounds.length - 1];
      elements.forEachRemaining(
          new NumberSink<N>() {
            @Override
            public void acceptDouble(double x) {
              double last = bounds[counts.length];
              if (x == last) {
                counts[counts.length - 1]++;
              } else if (x >= bounds[0] && x < last) {
                int found = Arrays.binarySearch(bounds, x == 0 ? 0.0 : x);
                counts[found >= 0 ? found : -found - 2]++;
              }
            }
          });
      return counts;
    }
  }
}
