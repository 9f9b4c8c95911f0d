package dev.firesteel.examples;

import dev.firesteel.dataset.Session;
import java.util.SplittableRandom;

/**
 * Estimates pi by throwing darts at a square. Arguments: partitions (default parallelism), darts in
 * millions (10).
 */
public final class Pi {
  private static final int MILLION = 1_000_000;

  private Pi() {}

  /** Runs it. */
  public static void main(String[] args) {
    Usage.check(args, 0, 2, "pi [PARTITIONS] [MILLIONS]");
    try (Session session = Session.builder().name("pi").open()) {
      int partitions = Usage.number(args, 0, session.defaultParallelism());
      long darts = (long) Usage.number(args, 1, 10) * MILLION;
      long each = Math.max(1, darts / partitions);
      long inside =
          session
              .range(0, partitions, 1, partitions)
              .boxed()
              .map(seed -> hits(seed, each))
              .reduce(Long::sum);
      System.out.println("pi is roughly " + 4.0 * inside / (each * partitions));
    }
  }

  private static long hits(long seed, long darts) {
    SplittableRandom random = new SplittableRandom(seed);
    long hits = 0;
    for (long i = 0; i < darts; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      if (x * x + y * y <= 1) {
        hits++;
      }
    }
    return hits;
  }
}
