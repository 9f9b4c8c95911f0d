package dev.firesteel.benchmarks.compare;

import java.util.Arrays;

/**
 * The same figure of several runs.
 *
 * @param median the middle one, or the mean of the middle two
 */
record Spread(double median, double least, double greatest, int runs) {
  /** Of at least one value. */
  static Spread of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /** The median, and the range where there is one. */
  @Override
  public String toString() {
    return runs == 1
        ? Numbers.three(median)
        : Numbers.three(median) + " [" + Numbers.three(least) + "-" + Numbers.three(greatest) + "]";
  }
}
