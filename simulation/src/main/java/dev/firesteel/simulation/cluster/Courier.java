package dev.firesteel.simulation.cluster;

import dev.firesteel.simulation.world.Alarm;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Brings a backend's events to the core one at a time, in the order in which they were given, each
 * some time later; holds them while the cluster is away.
 */
final class Courier {
  private final Alarm alarm;
  private final LongSupplier delay;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int due;
  private boolean away;
  private boolean holding;

  Courier(Alarm alarm, LongSupplier delay) {
    this.alarm = alarm;
    this.delay = delay;
  }

  void bring(Runnable event) {
    waiting.add(event);
    alarm.after(delay.getAsLong(), this::arrive);
  }

  /** Brings an event; those after it wait for {@link #resume}. */
  void bringLast(Runnable event) {
    away = true;
    bring(
        () -> {
          holding = away;
          event.run();
        });
  }

  /** Brings an event before those that wait, then those. */
  void resume(Runnable first) {
    away = false;
    if (!holding) {
      bring(first);
      return;
    }
    holding = false;
    waiting.addFirst(first);
    for (int i = due + 1; i > 0; i--) {
      alarm.after(delay.getAsLong(), this::arrive);
    }
    due = 0;
  }

  private void arrive() {
    if (holding) {
      due++;
    } else {
      waiting.remove().run();
    }
  }
}
