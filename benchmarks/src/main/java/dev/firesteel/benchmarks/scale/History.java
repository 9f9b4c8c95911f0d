package dev.firesteel.benchmarks.scale;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.scheduler.machine.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The events that a scheduler was given, in their order, and when. The most frequent kind is kept
 * as numbers and made again when it is asked for, as a decoder does with what the network brings.
 */
final class History {
  private final List<Object> events = new ArrayList<>();
  private long[] times = new long[1024];

  private record Ended(ExecutorId executor, long[] tasks, long[] nanos, Outcome outcome) {
    static Ended of(Event.TasksEnded event) {
      return new Ended(
          event.executor(),
          event.reports().stream().mapToLong(r -> r.task().value()).toArray(),
          event.reports().stream().mapToLong(TaskReport::runNanos).toArray(),
          event.reports().get(0).outcome());
    }

    Event event() {
      List<TaskReport> reports = new ArrayList<>(tasks.length);
      for (int i = 0; i < tasks.length; i++) {
        reports.add(
            new TaskReport(
                new TaskId(tasks[i]), nanos[i], outcome, List.of(), List.of(), TaskMetrics.NONE));
      }
      return new Event.TasksEnded(executor, reports);
    }
  }

  void add(long nanos, Event event) {
    if (events.size() == times.length) {
      times = Arrays.copyOf(times, 2 * times.length);
    }
    times[events.size()] = nanos;
    boolean alike =
        event instanceof Event.TasksEnded ended
            && ended.reports().stream().map(TaskReport::outcome).distinct().count() == 1;
    events.add(alike ? Ended.of((Event.TasksEnded) event) : event);
  }

  int size() {
    return events.size();
  }

  Event event(int index) {
    Object kept = events.get(index);
    return kept instanceof Ended ended ? ended.event() : (Event) kept;
  }

  long time(int index) {
    return times[index];
  }

  /** The first event of a type from an index on. */
  int indexOf(Class<? extends Event> type, int from) {
    for (int i = from; i < events.size(); i++) {
      if (type.isInstance(events.get(i))) {
        return i;
      }
    }
    throw new IllegalArgumentException("There is no " + type.getSimpleName());
  }
}
