package dev.firesteel.containers.program;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Session;
import java.util.Locale;
import java.util.stream.IntStream;

/** Generated records: functions of their number, the same in every process and on every run. */
final class Data {
  private static final int KEY = 10;
  private static final int RECORD = 100;

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

  /** From 0 to {@code bound}, exclusive. */
  static int even(long number, int bound) {
    return (int) ((mix(number) >>> 1) % bound);
  }

  /** From 0 to {@code bound}, exclusive; small numbers come more often. */
  static int skewed(long number, int bound) {
    return even(number, 1 + even(~number, bound));
  }

  /** The numbers from 0 to {@code size}, in order, made by so many tasks. */
  static Dataset<Integer> numbers(Session session, int size, int tasks) {
    return session
        .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
        .mapMulti(
            (part, out) -> {
              int to = (int) ((long) size * (part + 1) / tasks);
              for (int i = (int) ((long) size * part / tasks); i < to; i++) {
                out.accept(i);
              }
            });
  }

  /** Ten words of which some come often. */
  static String line(int number) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      line.append(i == 0 ? "" : " ").append("word").append(skewed(number * 10L + i, 1_000));
    }
    return line.toString();
  }

  /** 100 bytes with the line's end: a key of ten letters, the number, and filling. */
  static String record(int number) {
    StringBuilder record = new StringBuilder(RECORD);
    long bits = mix(number) >>> 1;
    for (int i = 0; i < KEY; i++, bits /= 26) {
      record.append((char) ('a' + bits % 26));
    }
    record.append(String.format(Locale.ROOT, " %010d ", number));
    while (record.length() < RECORD - 1) {
      record.append((char) ('A' + (number + record.length()) % 26));
    }
    return record.toString();
  }

  /** {@code id TAB name TAB city}. */
  static String person(int number) {
    return number + "\tperson" + even(number, 1 << 20) + "\tcity" + even(-number, 50);
  }

  /**
   * {@code order TAB person TAB cents}; of each hundred persons of whom one orders, one is none.
   */
  static String order(int number, int persons) {
    int person = skewed(number, persons + Math.max(1, persons / 10));
    return number + "\t" + person + "\t" + (1 + even(-number, 100_000));
  }

  /** {@code from BLANK to}; small numbers have more links to them. */
  static String link(int number, int nodes) {
    return "n" + number % nodes + " n" + skewed(number, nodes);
  }
}
