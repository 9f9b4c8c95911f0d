package dev.firesteel.executor.spill;

import dev.firesteel.executor.memory.SizeEstimator;
import org.jspecify.annotations.Nullable;

/** Sums up the heap that many objects take by looking at some of them. Not safe for threads. */
public final class SizeSampler {
  private static final int WARM_UP = 32;
  private static final int RARELY = 64;
  private static final long LARGE = 1 << 14;

  private double average;
  private double total;
  private long samples;
  private int untilNext = 1;

  /** Counts an object. */
  public void add(@Nullable Object value) {
    if (--untilNext == 0) {
      sample(SizeEstimator.atWork(value));
    }
    total += average;
  }

  /** Counts two objects as one. */
  public void add(@Nullable Object first, @Nullable Object second) {
    if (--untilNext == 0) {
      sample(SizeEstimator.atWork(first) + SizeEstimator.atWork(second));
    }
    total += average;
  }

  /** Estimated bytes of all that was counted since the start or {@link #clear}. */
  public long total() {
    return (long) total;
  }

  /** Starts again with what it knows of the average. */
  public void clear() {
    total = 0;
  }

  private void sample(long bytes) {
    samples++;
    double weight = 1.0 / Math.min(samples, RARELY);
    average += (bytes - average) * weight;
    untilNext = samples < WARM_UP || bytes > LARGE ? 1 : RARELY;
    if (bytes > LARGE) {
      total += bytes - average;
    }
  }
}
