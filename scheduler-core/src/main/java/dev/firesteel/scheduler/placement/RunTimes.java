package dev.firesteel.scheduler.placement;

/**
 * The distribution of run times in buckets of an eighth of a power of two, so that a quantile is
 * exact to about 6 %; adding a time takes constant time and memory does not grow.
 */
final class RunTimes {
  private static final int FINE_BITS = 3;
  private static final int FINE = 1 << FINE_BITS;
  private static final int SMALLEST_BITS = 10; // below a microsecond all is one
  private static final int OCTAVES = 44; // up to some months

  private final int[] buckets = new int[OCTAVES * FINE];
  private long count;

  void add(long nanos) {
    buckets[bucket(nanos)]++;
    count++;
  }

  long count() {
    return count;
  }

  private static int bucket(long nanos) {
    long time = Math.max(nanos, 1L << SMALLEST_BITS);
    int bits = 63 - Long.numberOfLeadingZeros(time);
    int fine = (int) (time >>> (bits - FINE_BITS)) & (FINE - 1);
    return Math.min((bits - SMALLEST_BITS) * FINE + fine, OCTAVES * FINE - 1);
  }

  /** The middle of the bucket that the median is in; 0 if there is none. */
  long median() {
    long rank = (count + 1) / 2;
    for (int i = 0; i < buckets.length && rank > 0; i++) {
      rank -= buckets[i];
      if (rank <= 0) {
        long width = 1L << (i / FINE + SMALLEST_BITS - FINE_BITS);
        return (FINE + i % FINE) * width + width / 2;
      }
    }
    return 0;
  }
}
