package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random choices that depend on the seed, the partition and the order of its elements only. */
public final class Sampling {
  private Sampling() {}

  /** A generator for one partition. */
  public static SplittableRandom random(long seed, int partition) {
    return new SplittableRandom(new SplittableRandom(seed + 31L * partition).nextLong());
  }

  /**
   * Elements whose random number, from 0 to 1, lies in a range; those of disjoint ranges are
   * disjoint.
   */
  public static final class Chosen<T extends @Nullable Object> implements Step<T, T> {
    private static final long serialVersionUID = 1L;
    private final double from;
    private final double to;
    private final long seed;

    /** From {@code from} to before {@code to}. */
    public Chosen(double from, double to, long seed) {
      this.from = from;
      this.to = to;
      this.seed = seed;
    }

    @Override
    public Cursor<T> over(Cursor<T> parent, int partition, TaskRuntime task) {
      SplittableRandom random = random(seed, partition);
      return new PipeCursor<T, T>(
          parent,
          sink ->
              new Link<T, T>(sink) {
                @Override
                public void accept(T element) throws Exception {
                  double number = random.nextDouble();
                  if (number >= from && number < to) {
                    down.accept(element);
                  }
                }
              });
    }
  }

  /** Each element as often as a Poisson distribution says. */
  public static final class Repeated<T extends @Nullable Object> implements Step<T, T> {
    private static final long serialVersionUID = 1L;
    private final double mean;
    private final long seed;

    /** On average so often. */
    public Repeated(double mean, long seed) {
      this.mean = mean;
      this.seed = seed;
    }

    @Override
    public Cursor<T> over(Cursor<T> parent, int partition, TaskRuntime task) {
      SplittableRandom random = random(seed, partition);
      return new PipeCursor<T, T>(
          parent,
          sink ->
              new Link<T, T>(sink) {
                @Override
                public void accept(T element) throws Exception {
                  for (int i = poisson(random, mean); i > 0; i--) {
                    down.accept(element);
                  }
                }
              });
    }
  }

  /** Knuth's algorithm, in pieces so that no power of e is too small. */
  static int poisson(SplittableRandom random, double mean) {
    int count = 0;
    for (double rest = mean; rest > 0; rest -= 500) {
      double limit = Math.exp(-Math.min(rest, 500));
      double product = random.nextDouble();
      while (product > limit) {
        count++;
        product *= random.nextDouble();
      }
    }
    return count;
  }
}
