package dev.firesteel.mesos.test.link;

import java.time.Duration;

/**
 * Whether the other side of a link is there, by what is heard of it. Pure; times are in
 * milliseconds.
 *
 * <pre>
 * WELL   -- nothing for two intervals --> SILENT -- nothing for the time-out --> LOST
 * SILENT -- heard                     --> WELL
 * any    -- this side slept           --> WELL: it cannot tell what it has not heard meanwhile
 * </pre>
 */
public final class LinkHealth {
  private static final int PINGS = 5;

  private final long timeout;
  private long heardAt;
  private long tickedAt;

  /** What is to be thought of the other side. */
  public enum State {
    /** It is there. */
    WELL,
    /** It should have been heard. */
    SILENT,
    /** It is not there any more. */
    LOST
  }

  /** Of a link that is there now. */
  public LinkHealth(Duration timeout, long now) {
    this.timeout = timeout.toMillis();
    this.heardAt = now;
    this.tickedAt = now;
  }

  /** The time between two ticks, at each of which a ping is to be sent; at least 1. */
  public long interval() {
    return Math.max(1, timeout / PINGS);
  }

  /** When the other side was heard last. */
  public long heardAt() {
    return heardAt;
  }

  /** A message came. */
  public void heard(long now) {
    heardAt = Math.max(heardAt, now);
  }

  /** An interval has passed. */
  public State tick(long now) {
    if (now - tickedAt > 2 * interval()) {
      heardAt = now;
    }
    tickedAt = now;
    long silence = now - heardAt;
    return silence >= timeout ? State.LOST : silence >= 2 * interval() ? State.SILENT : State.WELL;
  }
}
