package dev.firesteel.benchmarks.scale;

import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Scheduler;
import dev.firesteel.scheduler.machine.SchedulerSettings;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays a history to a new scheduler. The scheduler is deterministic, so it decides what it decided
 * before; only its own time and memory are measured.
 */
final class Replay {
  /** As many as the driver's loop takes at a time. */
  private static final int DRAIN = 512;

  private final SchedulerSettings settings;
  private final History history;
  private final int submitted;

  Replay(Simulation simulation) {
    settings = simulation.settings();
    history = simulation.history();
    int first = history.indexOf(Event.JobSubmitted.class, 0);
    submitted = simulation.longJob() ? history.indexOf(Event.JobSubmitted.class, first + 1) : first;
  }

  /**
   * What deciding took.
   *
   * @param placements tasks placed, of the measured job
   * @param submitNanos CPU time of the event that submits the measured job and places the first
   * @param nanos CPU time from that event on, it included, garbage collection included
   * @param collectorNanos of it, garbage collection
   * @param events events from there on
   */
  record Speed(long placements, long submitNanos, long nanos, long collectorNanos, long events) {
    double nanosPerDecision() {
      return (double) nanos / placements;
    }

    double decisionsPerSecond() {
      return 1e9 / nanosPerDecision();
    }
  }

  Speed measure() {
    Scheduler scheduler = new Scheduler(settings);
    for (int i = 0; i < submitted; i++) {
      scheduler.on(history.time(i), history.event(i));
    }
    System.gc();
    Meter meter = new Meter(scheduler);
    meter.play(submitted, submitted + 1);
    long submit = meter.nanos;
    for (int i = submitted + 1; i < history.size(); i += DRAIN) {
      meter.play(i, Math.min(history.size(), i + DRAIN));
    }
    return new Speed(
        meter.placements, submit, meter.nanos, meter.collectorNanos, history.size() - submitted);
  }

  /** Takes the time of some events after each other, made before that. */
  private final class Meter {
    private final Scheduler scheduler;
    private final List<Event> events = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private long placements;
    private long nanos;
    private long collectorNanos;

    Meter(Scheduler scheduler) {
      this.scheduler = scheduler;
    }

    void play(int from, int to) {
      for (int i = from; i < to; i++) {
        events.add(history.event(i));
      }
      long collected = collectorNanos();
      long began = cpuNanos();
      for (int i = from; i < to; i++) {
        actions.addAll(scheduler.on(history.time(i), events.get(i - from)));
      }
      long took = cpuNanos() - began;
      long collecting = collectorNanos() - collected;
      nanos += took + collecting;
      collectorNanos += collecting;
      placements += placements(actions);
      events.clear();
      actions.clear();
    }
  }

  private List<Action> step(Scheduler scheduler, int index) {
    return scheduler.on(history.time(index), history.event(index));
  }

  private static int placements(List<Action> actions) {
    int placements = 0;
    for (int i = 0; i < actions.size(); i++) {
      if (actions.get(i) instanceof Action.RunTasks run) {
        placements += run.attempts().size();
      }
    }
    return placements;
  }

  /**
   * Live bytes of the scheduler, after a full garbage collection (one that leaves nothing dead: the
   * serial collector does so with {@code -XX:MarkSweepDeadRatio=0}).
   *
   * @param fleet with all executors registered and no job
   * @param pending with the measured job just submitted
   * @param halfway when half of the events have come
   * @param end when the measured job has ended
   */
  record Weight(long fleet, long pending, long halfway, long end) {}

  Weight weigh() {
    long before = liveBytes();
    Scheduler scheduler = new Scheduler(settings);
    List<Long> weights = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      step(scheduler, i);
      if (i == submitted - 1
          || i == submitted
          || i == (submitted + history.size()) / 2
          || i == history.size() - 1) {
        weights.add(liveBytes() - before);
      }
    }
    step(scheduler, history.size() - 1); // it lives until here
    return new Weight(weights.get(0), weights.get(1), weights.get(2), weights.get(3));
  }

  private static long liveBytes() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long collectorNanos() {
    long millis = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      millis += bean.getCollectionTime();
    }
    return millis * 1_000_000;
  }
}
