package dev.firesteel.scheduler.loop;

import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The duty cycle around a machine: takes the events that are there, oldest first, hands each to the
 * machine, then applies all their actions in order and flushes. So what one drain brings goes out
 * together, and an event that an effect causes is handled in the next cycle.
 *
 * <p>{@link #post} is safe for any thread. All else is for one thread: a {@link LoopThread}, or a
 * test that steps by hand.
 */
public final class EventLoop {
  /** Bounds the time to the first action when events arrive faster than they are handled. */
  private static final int DRAIN = 512;

  private static final long FOREVER = Long.MAX_VALUE;

  private final Mailbox<Event> mailbox = new Mailbox<>();
  private final Timers timers = new Timers();
  private final List<Action> actions = new ArrayList<>();
  private final Machine machine;
  private final Effects effects;
  private final LongSupplier clock;
  private boolean broken;

  /**
   * A loop that does nothing yet.
   *
   * @param clock nanoseconds from any start, never going back
   */
  public EventLoop(Machine machine, Effects effects, LongSupplier clock) {
    this.machine = machine;
    this.effects = effects;
    this.clock = clock;
  }

  /** Queues an event. Safe for any thread; never blocks. */
  public void post(Event event) {
    mailbox.put(event);
  }

  /**
   * One cycle.
   *
   * @return whether there was anything to do
   */
  public boolean step() {
    if (broken) {
      return discard();
    }
    int taken = 0;
    Event event = null;
    try {
      long now = clock.getAsLong();
      for (Timer due = timers.poll(now); due != null; due = timers.poll(now)) {
        event = new Event.TimerFired(due);
        actions.addAll(machine.on(now, event));
        taken++;
      }
      for (event = mailbox.poll(); event != null; event = taken < DRAIN ? mailbox.poll() : null) {
        actions.addAll(machine.on(now, event));
        taken++;
      }
    } catch (RuntimeException | Error e) {
      fail("the scheduler failed on " + event, e);
      return true;
    }
    if (taken > 0) {
      applyAll();
    }
    return taken > 0;
  }

  private void applyAll() {
    Action action = null;
    try {
      for (int i = 0; i < actions.size(); i++) {
        action = actions.get(i);
        if (action instanceof Action.SetTimer timer) {
          timers.set(timer.timer(), timer.atNanos());
        } else {
          effects.apply(action);
        }
      }
      action = null;
      effects.flush();
    } catch (RuntimeException | Error e) {
      fail(action == null ? "sending failed" : "could not carry out " + action, e);
    } finally {
      actions.clear();
    }
  }

  private void fail(String what, Throwable cause) {
    broken = true;
    actions.clear();
    effects.broken(what, cause);
  }

  private boolean discard() {
    @Nullable Event event = mailbox.poll();
    while (event != null) {
      event = mailbox.poll();
    }
    return false;
  }

  /**
   * Nanoseconds until there is something to do, as far as is known now: 0 if an event waits or a
   * timer is due; {@link Long#MAX_VALUE} if only an event will be something to do.
   */
  public long untilDue() {
    if (!mailbox.isEmpty()) {
      return 0;
    }
    return broken ? FOREVER : timers.untilNext(clock.getAsLong(), FOREVER);
  }

  /** Sleeps until there is an event or a timer is due. */
  void await() {
    long nanos = untilDue();
    if (nanos > 0) {
      mailbox.await(nanos);
    }
  }

  /** Ends the loop's thread after its present cycle. Safe for any thread. */
  void stop() {
    mailbox.close();
  }

  boolean isStopped() {
    return mailbox.isClosed();
  }
}
