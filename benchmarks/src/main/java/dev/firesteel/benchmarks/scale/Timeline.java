package dev.firesteel.benchmarks.scale;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens when, in simulated nanoseconds; what is due at the same time in the order asked. */
final class Timeline {
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
  private long now;
  private long number;

  private record Due(long at, long number, Runnable what) {}

  long now() {
    return now;
  }

  void at(long nanos, Runnable what) {
    queue.add(new Due(Math.max(now, nanos), number++, what));
  }

  void after(long nanos, Runnable what) {
    at(now + nanos, what);
  }

  /** Lets the next thing happen; false if there is none. */
  boolean step() {
    Due due = queue.poll();
    if (due == null) {
      return false;
    }
    now = due.at;
    due.what.run();
    return true;
  }
}
