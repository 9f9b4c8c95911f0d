package dev.firesteel.simulation.world;

import java.util.List;
import java.util.SplittableRandom;

/** The one source of chance of a simulation. One seed gives one sequence. */
public final class Dice {
  private final SplittableRandom random;

  /** Dice that fall as the seed says. */
  public Dice(long seed) {
    this(new SplittableRandom(seed));
  }

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** Dice of their own, so that what one part draws does not change what another gets. */
  public Dice split() {
    return new Dice(random.split());
  }

  /** Whether something of this probability happens. */
  public boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** A number from {@code least} to {@code most}. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** A number from {@code least} to {@code most}. */
  public long between(long least, long most) {
    return least + random.nextLong(most - least + 1);
  }

  /** A number from {@code least} to {@code most}, each order of magnitude as likely as another. */
  public long magnitude(long least, long most) {
    double low = Math.log((double) Math.max(1, least));
    double high = Math.log((double) Math.max(1, most));
    return Math.min(
        most, Math.max(least, (long) Math.exp(low + random.nextDouble() * (high - low))));
  }

  /** From 0 to 1. */
  public double share() {
    return random.nextDouble();
  }

  /** One of some. */
  public <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
