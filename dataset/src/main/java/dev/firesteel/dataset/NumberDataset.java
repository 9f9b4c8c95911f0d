package dev.firesteel.dataset;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.action.Counting;
import dev.firesteel.dataset.action.Numbers;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.step.Keys;
import dev.firesteel.dataset.step.Step;
import dev.firesteel.dataset.step.StepNode;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, unboxed on their way through steps.
 *
 * @param <N> their box
 */
public abstract sealed class NumberDataset<N extends Number> permits LongDataset, DoubleDataset {
  final Session session;
  final Node<N> node;

  NumberDataset(Session session, Node<N> node) {
    this.session = session;
    this.node = node;
  }

  /** The numbers as objects, with all operations of datasets. */
  public Dataset<N> boxed() {
    return new Dataset<>(session, node);
  }

  /** How many numbers. */
  public long count() {
    return session.jobs().run(node, Counting.count());
  }

  /** Count, sum, mean, variance and extremes in one job. */
  public Stats stats() {
    return session.jobs().run(node, Numbers.stats("stats"));
  }

  /** The mean; NaN if there are no numbers. */
  public double mean() {
    return session.jobs().run(node, Numbers.stats("mean")).mean();
  }

  /** Variance of the numbers as a whole population; NaN if there are none. */
  public double variance() {
    return session.jobs().run(node, Numbers.stats("variance")).variance();
  }

  /** Standard deviation of the numbers as a whole population; NaN if there are none. */
  public double stdev() {
    return session.jobs().run(node, Numbers.stats("stdev")).stdev();
  }

  /**
   * Counts by buckets of equal width from the least to the greatest number.
   *
   * @throws FiresteelException if there are no numbers, or not all are finite
   */
  public Histogram histogram(int buckets) {
    if (buckets < 1) {
      throw new IllegalArgumentException("Cannot make " + buckets + " buckets (use at least 1)");
    }
    Stats range = session.jobs().run(node, Numbers.stats("histogram"));
    double width = range.max() - range.min();
    if (range.count() == 0 || !Double.isFinite(width)) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot make a histogram from "
              + range.min()
              + " to "
              + range.max()
              + ": "
              + (range.count() == 0 ? "there are no numbers" : "the range is not finite")
              + " (give the bounds)");
    }
    double[] bounds =
        width == 0
            ? new double[] {range.min(), range.max()}
            : IntStream.rangeClosed(0, buckets)
                .mapToDouble(i -> i == buckets ? range.max() : range.min() + width / buckets * i)
                .toArray();
    return session.jobs().run(node, Numbers.histogram(bounds));
  }

  /** Counts by buckets of given bounds, ascending; bucket i is from bound i to before i + 1. */
  public Histogram histogram(double[] bounds) {
    for (int i = 1; i < bounds.length; i++) {
      if (!(bounds[i] > bounds[i - 1])) {
        throw new IllegalArgumentException(
            "Cannot make a histogram: bound " + i + " is not above the one before (sort them)");
      }
    }
    if (bounds.length < 2) {
      throw new IllegalArgumentException(
          "Cannot make a histogram of " + bounds.length + " bounds (give at least 2)");
    }
    return session.jobs().run(node, Numbers.histogram(bounds.clone()));
  }

  @Override
  public String toString() {
    return node.describe();
  }

  void keep(StorageLevel level) {
    boxed().persist(level);
  }

  void forget() {
    boxed().unpersist();
  }

  <R extends @Nullable Object> Node<R> step(String operation, Step<N, R> step, Keys keys) {
    return new StepNode<>(session.nextDataset(), CallSite.of(operation), node, step, keys);
  }
}
