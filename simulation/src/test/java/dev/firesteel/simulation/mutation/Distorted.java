package dev.firesteel.simulation.mutation;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.scheduler.loop.Machine;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A scheduler that is wrong in one point: what it hears or what it does is changed. */
abstract class Distorted implements Machine {
  private final Machine machine;
  private final Deque<Event> madeUp = new ArrayDeque<>();

  Distorted(Machine machine) {
    this.machine = machine;
  }

  /** What the scheduler hears in place of an event, in this order. */
  List<Event> hears(Event event) {
    return List.of(event);
  }

  /** What is done in place of an action, in this order. */
  List<Action> does(Action action) {
    return List.of(action);
  }

  /** What is done besides, after an event. */
  List<Action> also(Event event, List<Action> actions) {
    return List.of();
  }

  @Override
  public final List<Action> on(long nowNanos, Event event) {
    List<Action> done = new ArrayList<>();
    madeUp.addAll(hears(event));
    while (!madeUp.isEmpty()) {
      for (Action action : machine.on(nowNanos, madeUp.remove())) {
        done.addAll(does(action));
      }
    }
    done.addAll(also(event, done));
    return done;
  }

  /** The scheduler hears this too, before anything else happens. */
  final void makeUp(Event event) {
    madeUp.add(event);
  }

  static Event ended(ExecutorId executor, List<TaskReport> reports) {
    return new Event.TasksEnded(executor, reports);
  }
}
