package dev.firesteel.benchmarks.work;

/** The right side of a join by key, on arrays; threads may read it. */
public final class JoinTable {
  private final int keys;
  private final int[] starts;
  private final long[] values;

  /** Of so many pairs. */
  public JoinTable(int right, int keys) {
    this.keys = keys;
    starts = new int[keys + 1];
    values = new long[right];
    for (long i = 0; i < right; i++) {
      starts[GeneratedPair.key(GeneratedPair.hash(Joined.RIGHT + i), keys)]++;
    }
    for (int key = 1; key <= keys; key++) {
      starts[key] += starts[key - 1];
    }
    for (long i = 0; i < right; i++) {
      long hash = GeneratedPair.hash(Joined.RIGHT + i);
      values[--starts[GeneratedPair.key(hash, keys)]] = GeneratedPair.value(hash);
    }
  }

  /** Joins the pairs of the left side from one number to before another. */
  public Joined join(long from, long to) {
    long pairs = 0;
    long checksum = 0;
    for (long i = from; i < to; i++) {
      long hash = GeneratedPair.hash(i);
      long left = GeneratedPair.value(hash);
      int key = GeneratedPair.key(hash, keys);
      for (int at = starts[key]; at < starts[key + 1]; at++) {
        checksum += Joined.check(left, values[at]);
      }
      pairs += starts[key + 1] - starts[key];
    }
    return new Joined(pairs, checksum);
  }
}
