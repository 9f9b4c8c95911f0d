package dev.firesteel.simulation.world;

import java.util.PriorityQueue;

/**
 * Virtual time: one queue of due things, in the order of their times, those of one time in the
 * order in which they were added. Nothing happens between two of them.
 */
public final class Timeline implements Alarm {
  private final PriorityQueue<Due> queue = new PriorityQueue<>();
  private long now;
  private long sequence;

  private record Due(long at, long sequence, Runnable what) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /** The present, in nanoseconds from the beginning. */
  public long now() {
    return now;
  }

  @Override
  public void after(long nanos, Runnable what) {
    if (nanos < 0) {
      throw new IllegalArgumentException("Cannot do something " + nanos + " ns in the past");
    }
    queue.add(new Due(now + nanos, sequence++, what));
  }

  /** Goes on to the next due thing and does it; returns whether there was one. */
  public boolean step() {
    Due due = queue.poll();
    if (due == null) {
      return false;
    }
    now = due.at;
    due.what.run();
    return true;
  }

  /** When the next thing is due; {@link Long#MAX_VALUE} if nothing is. */
  public long nextAt() {
    Due due = queue.peek();
    return due == null ? Long.MAX_VALUE : due.at;
  }

  /** Goes on to a time at which nothing is due yet. */
  public void advance(long to) {
    if (to < now || to > nextAt()) {
      throw new IllegalArgumentException("Cannot go from " + now + " to " + to);
    }
    now = to;
  }
}
