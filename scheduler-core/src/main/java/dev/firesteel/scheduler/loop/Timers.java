package dev.firesteel.scheduler.loop;

import dev.firesteel.scheduler.machine.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Timers by the time they are due; those due at the same time in the order they were set. */
final class Timers {
  private final PriorityQueue<Entry> queue = new PriorityQueue<>();
  private final Map<Timer, Entry> current = new HashMap<>();
  private long sequence;

  /** Sets a timer; an equal one is replaced. */
  void set(Timer timer, long atNanos) {
    Entry entry = new Entry(timer, atNanos, sequence++);
    current.put(timer, entry);
    queue.add(entry);
  }

  /** Takes the next timer that is due, or null. */
  @Nullable Timer poll(long nowNanos) {
    Entry entry = next();
    if (entry == null || entry.atNanos - nowNanos > 0) {
      return null;
    }
    queue.remove();
    current.remove(entry.timer);
    return entry.timer;
  }

  /** Nanoseconds until the next timer is due, at least 0; {@code otherwise} without any. */
  long untilNext(long nowNanos, long otherwise) {
    Entry entry = next();
    return entry == null ? otherwise : Math.max(0, entry.atNanos - nowNanos);
  }

  private @Nullable Entry next() {
    Entry entry = queue.peek();
    while (entry != null && replaced(entry)) {
      queue.remove();
      entry = queue.peek();
    }
    return entry;
  }

  private boolean replaced(Entry entry) {
    Entry last = current.get(entry.timer);
    return last == null || last.sequence != entry.sequence;
  }

  private record Entry(Timer timer, long atNanos, long sequence) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.signum(atNanos - other.atNanos); // differences, as the clock may overflow
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }
}
