package dev.firesteel.benchmarks.work;

import dev.firesteel.benchmarks.Figures;
import dev.firesteel.benchmarks.corpus.Mix;
import java.util.BitSet;

/**
 * What comes out of summing generated pairs by key.
 *
 * @param keys how many different ones there were
 * @param checksum of keys and sums, in any order
 */
public record Sums(long keys, long checksum) {
  /** Partitions of the pairs, and of the sums. */
  public static final int PARTITIONS = 8;

  /** Generates and sums pairs. */
  public interface Job {
    /** Runs it. */
    Sums sum(int records, int keys);
  }

  /** What a key and its sum add to the checksum. */
  public static long check(int key, long sum) {
    return Mix.mix(key) * sum;
  }

  /** Prints how long it takes to sum so many pairs. */
  public static void measure(int records, int keys, Job job, Figures figures) {
    long start = System.nanoTime();
    Sums sums = job.sum(records, keys);
    double seconds = Figures.seconds(start);
    figures
        .with("seconds", seconds)
        .with("million_records_per_s", records / 1e6 / seconds)
        .with("checksum", sums.checksum)
        .answer(sums.keys + " " + sums.checksum)
        .print(sums.equals(expected(records, keys)));
  }

  /** By one thread, on arrays. */
  static Sums expected(int records, int keys) {
    long[] sums = new long[keys];
    BitSet seen = new BitSet(keys);
    for (long i = 0; i < records; i++) {
      long hash = GeneratedPair.hash(i);
      int key = GeneratedPair.key(hash, keys);
      sums[key] += GeneratedPair.value(hash);
      seen.set(key);
    }
    long checksum = 0;
    for (int key = 0; key < keys; key++) {
      checksum += check(key, sums[key]);
    }
    return new Sums(seen.cardinality(), checksum);
  }
}
