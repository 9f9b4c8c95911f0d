package dev.firesteel.benchmarks.corpus;

/**
 * A small fixed random generator, so that corpora are the same everywhere and for ever.
 *
 * <p>Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014 (SplitMix64).
 */
public final class Mix {
  private long state;

  Mix(long seed) {
    state = seed;
  }

  /** Scrambles 64 bits. */
  public static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    long result = mix(state);
    state += 0x9E3779B97F4A7C15L;
    return result;
  }

  /** From 0 to 1. */
  double fraction() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  int below(int bound) {
    return (int) ((next() >>> 33) % bound);
  }

  /** Normally distributed (Marsaglia's polar method). */
  double gauss() {
    while (true) {
      double u = 2 * fraction() - 1;
      double v = 2 * fraction() - 1;
      double q = u * u + v * v;
      if (q < 1 && q != 0) {
        return u * Math.sqrt(-2 * Math.log(q) / q);
      }
    }
  }
}
