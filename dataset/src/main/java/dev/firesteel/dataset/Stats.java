package dev.firesteel.dataset;

import java.io.Serializable;

/**
 * Count, sum, mean, variance and extremes of numbers. Sums are compensated (Neumaier), variances
 * merged by the formula of Chan, Golub and LeVeque, so that neither order nor partitions matter but
 * for the last digits.
 *
 * @param count how many
 * @param total their sum
 * @param mean their mean, NaN if there are none
 * @param squares sum of squared distances from the mean
 * @param min the least, infinite if there are none
 * @param max the greatest, negative infinite if there are none
 */
public record Stats(long count, double total, double mean, double squares, double min, double max)
    implements Serializable {
  /** Of no numbers. */
  public static final Stats NONE =
      new Stats(0, 0, Double.NaN, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /** Of these numbers and the other's. */
  public Stats merge(Stats other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    long n = count + other.count;
    double delta = other.mean - mean;
    return new Stats(
        n,
        total + other.total,
        mean + delta * other.count / n,
        squares + other.squares + delta * delta * count / n * other.count,
        Math.min(min, other.min),
        Math.max(max, other.max));
  }

  /** Variance of these numbers as a whole population; NaN if there are none. */
  public double variance() {
    return count == 0 ? Double.NaN : squares / count;
  }

  /** Variance of a population of which these numbers are a sample; NaN if fewer than two. */
  public double sampleVariance() {
    return count < 2 ? Double.NaN : squares / (count - 1);
  }

  /** Standard deviation of these numbers as a whole population; NaN if there are none. */
  public double stdev() {
    return Math.sqrt(variance());
  }

  /** Standard deviation of a population of which these numbers are a sample. */
  public double sampleStdev() {
    return Math.sqrt(sampleVariance());
  }

  /** What people want to know. */
  @Override
  public String toString() {
    return "Stats[count="
        + count
        + ", total="
        + total
        + ", mean="
        + mean
        + ", stdev="
        + stdev()
        + ", min="
        + min
        + ", max="
        + max
        + "]";
  }
}
