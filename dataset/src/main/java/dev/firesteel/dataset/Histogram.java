package dev.firesteel.dataset;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many numbers lie in each bucket. Bucket i is from {@code bounds[i]} to before {@code bounds[i
 * + 1]}; the last one includes its end. Numbers outside, and NaN, are not counted.
 *
 * @param bounds the buckets' bounds, ascending; one more than buckets
 * @param counts the buckets' counts
 */
public record Histogram(double[] bounds, long[] counts) {
  /** Checks and copies. */
  public Histogram {
    if (bounds.length != counts.length + 1) {
      throw new IllegalArgumentException(
          bounds.length + " bounds do not fit " + counts.length + " buckets");
    }
    bounds = bounds.clone();
    counts = counts.clone();
  }

  @Override
  public double[] bounds() {
    return bounds.clone();
  }

  @Override
  public long[] counts() {
    return counts.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Histogram that
        && Arrays.equals(bounds, that.bounds)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bounds) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "Histogram" + Arrays.toString(bounds) + Arrays.toString(counts);
  }
}
