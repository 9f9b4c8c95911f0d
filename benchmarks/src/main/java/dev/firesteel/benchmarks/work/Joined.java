package dev.firesteel.benchmarks.work;

import dev.firesteel.benchmarks.Figures;
import dev.firesteel.benchmarks.corpus.Mix;

/**
 * What comes out of joining two sets of generated pairs by key.
 *
 * @param pairs how many there were
 * @param checksum of their values, in any order
 */
public record Joined(long pairs, long checksum) {
  /** Partitions of each side, and of the result. */
  public static final int PARTITIONS = 8;

  /** The number of the first pair of the right side; the left side begins at 0. */
  public static final long RIGHT = 1L << 40;

  /** Generates and joins pairs. */
  public interface Job {
    /** Runs it. */
    Joined join(int left, int right, int keys);
  }

  /** What a joined pair adds to the checksum. */
  public static long check(long left, long right) {
    return Mix.mix(left << 16 | right);
  }

  /** Prints how long it takes to join sets of so many pairs. */
  public static void measure(int left, int right, int keys, Job job, Figures figures) {
    long start = System.nanoTime();
    Joined joined = job.join(left, right, keys);
    double seconds = Figures.seconds(start);
    figures
        .with("seconds", seconds)
        .with("million_records_per_s", (left + right) / 1e6 / seconds)
        .with("pairs", joined.pairs)
        .answer(joined.pairs + " " + joined.checksum)
        .print(joined.equals(new JoinTable(right, keys).join(0, left)));
  }
}
