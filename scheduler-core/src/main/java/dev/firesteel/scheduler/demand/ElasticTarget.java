package dev.firesteel.scheduler.demand;

/**
 * A number of executors that follows the work. It grows to the whole need at once, when that was
 * higher for a while (or nobody was wanted at all); it falls when an idle executor is let go, and,
 * as far as executors have not come yet, when they were not needed for the same while.
 *
 * <pre>
 *   need       | executors wanted                       | becomes
 *   -----------+----------------------------------------+--------------------------
 *   above them | none                                   | the need, at once
 *   above them | some, too few for the time of the wait | the need
 *   below them | more than there are, for that time     | the need, or those there are
 *   any        | one was let go                         | those there are
 *   always between the least (before any need: the initial number) and the most
 * </pre>
 */
public final class ElasticTarget {
  private static final long NEVER = Long.MIN_VALUE;

  private final Elasticity elasticity;
  private int executors;
  private boolean begun;
  private long fewSince = NEVER;
  private long manySince = NEVER;

  /** Wants the initial number. */
  public ElasticTarget(Elasticity elasticity) {
    this.elasticity = elasticity;
    this.executors = least(0);
  }

  /** What it goes by. */
  public Elasticity elasticity() {
    return elasticity;
  }

  /** Executors wanted now. */
  public int executors() {
    return executors;
  }

  /**
   * Executors that must be there for a need: never fewer than the least, nor more than the most.
   */
  public int least(int need) {
    int floor = begun ? elasticity.min() : Math.max(elasticity.min(), elasticity.initial());
    return Math.min(elasticity.max(), Math.max(floor, need));
  }

  /**
   * Sees how things are.
   *
   * @param need executors that would all have work
   * @param there executors that are there
   * @return whether another number is wanted now
   */
  public boolean observe(long now, int need, int there) {
    begun |= need > 0;
    int wanted = least(need);
    int enough = Math.max(wanted, there);
    fewSince = since(fewSince, wanted > executors, now);
    manySince = since(manySince, enough < executors, now);
    if (wanted > executors && (executors == 0 || waited(fewSince, now))) {
      return becomes(wanted);
    }
    return enough < executors && waited(manySince, now) && becomes(enough);
  }

  private static long since(long before, boolean holds, long now) {
    if (!holds) {
      return NEVER;
    }
    return before == NEVER ? now : before;
  }

  private boolean waited(long since, long now) {
    return now - since >= elasticity.backlogWait().toNanos();
  }

  /** One was let go; returns whether another number is wanted now. */
  public boolean retired(int there) {
    return becomes(Math.max(least(0), Math.min(executors, there)));
  }

  private boolean becomes(int wanted) {
    boolean news = wanted != executors;
    executors = wanted;
    fewSince = NEVER;
    manySince = NEVER;
    return news;
  }
}
