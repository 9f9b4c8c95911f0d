package dev.firesteel.benchmarks.work;

import dev.firesteel.benchmarks.corpus.Mix;

/** Pairs that are made from their numbers, so that each task can make its own. */
public final class GeneratedPair {
  private GeneratedPair() {}

  /** Scrambles a number; the pair's key and value come from it. */
  public static long hash(long number) {
    return Mix.mix(number);
  }

  /** From 0 to below {@code keys}. */
  public static int key(long hash, int keys) {
    return (int) ((hash >>> 1) % keys);
  }

  /** From 0 to 65,535. */
  public static long value(long hash) {
    return hash & 0xffff;
  }

  /** The number where a partition begins, and the one before it ends. */
  public static long from(long count, int partition, int partitions) {
    return count * partition / partitions;
  }
}
