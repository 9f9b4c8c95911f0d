package dev.firesteel.backend.mesos.wire;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: each twice as long as the one before up to a limit, of which half is
 * left to chance, so that frameworks do not come back all at once.
 */
final class Pauses {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final RandomGenerator random;
  private Duration next = FIRST;

  Pauses(RandomGenerator random) {
    this.random = random;
  }

  /** The pause before the next attempt. */
  Duration next() {
    long half = next.toNanos() / 2;
    Duration twice = next.multipliedBy(2);
    next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    return Duration.ofNanos(half + (long) (half * random.nextDouble()));
  }

  /** An attempt has lasted. */
  void reset() {
    next = FIRST;
  }
}
