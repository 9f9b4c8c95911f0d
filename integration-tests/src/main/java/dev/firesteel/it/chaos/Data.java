package dev.firesteel.it.chaos;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Session;
import java.util.List;
import java.util.stream.IntStream;

/** Generated records: functions of their number, the same in every process. */
final class Data {
  /** Partitions of generated input: more than slots, so that a lost executor has some of each. */
  static final int INPUTS = 12;

  /** Partitions of shuffles. */
  static final int OUTPUTS = 6;

  private Data() {}

  /**
   * Scrambles 64 bits.
   *
   * <p>Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014.
   */
  static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** From 0 to {@code bound}, exclusive; small numbers come more often. */
  static int skewed(long number, int bound) {
    double even = (mix(number) >>> 11) * 0x1.0p-53;
    return (int) (bound * even * even * even);
  }

  /** From 0 to {@code bound}, exclusive. */
  static int even(long number, int bound) {
    return (int) ((mix(number) >>> 1) % bound);
  }

  /** The numbers from 0 to {@code size}, made by the tasks themselves. */
  static Dataset<Long> numbers(Session session, int size) {
    List<Integer> parts = IntStream.range(0, INPUTS).boxed().toList();
    return session
        .parallelize(parts, INPUTS)
        .mapMulti(
            (part, out) -> {
              long to = (long) size * (part + 1) / INPUTS;
              for (long i = (long) size * part / INPUTS; i < to; i++) {
                out.accept(i);
              }
            });
  }
}
