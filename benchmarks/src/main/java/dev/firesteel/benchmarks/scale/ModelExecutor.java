package dev.firesteel.benchmarks.scale;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.scheduler.machine.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An executor that only takes time: slots, a queue, reports that ride together while the one before
 * is on its way.
 */
final class ModelExecutor {
  private static final long LATENCY_NANOS = 200_000;
  static final long HEARTBEAT_NANOS = 2_000_000_000;

  private final ExecutorId id;
  private final int host;
  private final Timeline timeline;
  private final Consumer<Event> driver;
  private final Map<TaskId, Task> running = new LinkedHashMap<>();
  private final Map<TaskId, Task> queued = new LinkedHashMap<>();
  private List<TaskReport> ended = new ArrayList<>();
  private boolean gone;

  /** A task, how long it takes, and what it says at its end. */
  record Task(TaskId id, long nanos, Outcome outcome) {}

  ModelExecutor(ExecutorId id, int host, Timeline timeline, Consumer<Event> driver) {
    this.id = id;
    this.host = host;
    this.timeline = timeline;
    this.driver = driver;
  }

  ExecutorId id() {
    return id;
  }

  int host() {
    return host;
  }

  void run(List<Task> tasks) {
    timeline.after(
        LATENCY_NANOS,
        () -> {
          tasks.forEach(task -> queued.put(task.id(), task));
          startNext();
        });
  }

  private void startNext() {
    while (running.size() < Scenario.SLOTS && !queued.isEmpty()) {
      Task task = queued.values().iterator().next();
      queued.remove(task.id());
      running.put(task.id(), task);
      timeline.after(task.nanos(), () -> end(task));
    }
  }

  private void end(Task task) {
    if (running.remove(task.id()) != null) {
      report(task, task.nanos(), task.outcome());
      startNext();
    }
  }

  private void report(Task task, long nanos, Outcome outcome) {
    ended.add(new TaskReport(task.id(), nanos, outcome, List.of(), List.of(), TaskMetrics.NONE));
    if (ended.size() == 1) {
      timeline.after(LATENCY_NANOS, this::send);
    }
  }

  private void send() {
    List<TaskReport> reports = List.copyOf(ended);
    ended = new ArrayList<>();
    tell(new Event.TasksEnded(id, reports));
  }

  private void tell(Event event) {
    if (!gone) {
      driver.accept(event);
    }
  }

  /** Gives back what has not started. */
  void giveBack(List<TaskId> tasks) {
    timeline.after(
        LATENCY_NANOS,
        () -> {
          List<TaskId> back = tasks.stream().filter(t -> queued.remove(t) != null).toList();
          timeline.after(LATENCY_NANOS, () -> tell(new Event.TasksReturned(id, back)));
        });
  }

  void cancel(List<TaskId> tasks) {
    timeline.after(
        LATENCY_NANOS,
        () -> {
          for (TaskId task : tasks) {
            Task known = queued.remove(task);
            known = known == null ? running.remove(task) : known;
            if (known != null) {
              report(known, 0, new Outcome.Cancelled("asked"));
            }
          }
          startNext();
        });
  }

  /** Says that it lives, now and again and again. */
  void beat() {
    if (!gone) {
      tell(new Event.HeartbeatReceived(id, List.of()));
      timeline.after(HEARTBEAT_NANOS, this::beat);
    }
  }

  void end() {
    gone = true;
  }
}
