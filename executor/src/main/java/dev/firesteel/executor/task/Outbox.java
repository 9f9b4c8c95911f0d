package dev.firesteel.executor.task;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.transport.ExecutorTransport.DriverChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the driver, in order. Who adds a message sends it, with all that others add while a
 * sending is under way: an idle executor reports at once, a busy one in batches. Messages wait
 * until the channel is open. Safe for any thread.
 */
public final class Outbox {
  private final Queue<ToDriver> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sending = new AtomicBoolean();
  private volatile @Nullable DriverChannel channel;

  /** Sends from now on through this channel. */
  public void open(DriverChannel newChannel) {
    channel = newChannel;
    flush();
  }

  /** Sends how a task ended. */
  public void report(TaskReport report) {
    send(new ToDriver.TasksEnded(List.of(report)));
  }

  /** Sends a message. */
  public void send(ToDriver message) {
    waiting.add(message);
    flush();
  }

  private void flush() {
    DriverChannel to = channel;
    while (to != null && !waiting.isEmpty() && sending.compareAndSet(false, true)) {
      try {
        List<ToDriver> batch = drain();
        if (!batch.isEmpty()) {
          send(to, batch);
        }
      } finally {
        sending.set(false);
      }
    }
  }

  /** All that waits; reports of tasks that follow each other become one message. */
  private List<ToDriver> drain() {
    List<ToDriver> batch = new ArrayList<>();
    List<TaskReport> reports = new ArrayList<>();
    for (ToDriver next = waiting.poll(); next != null; next = waiting.poll()) {
      if (next instanceof ToDriver.TasksEnded ended) {
        reports.addAll(ended.reports());
      } else {
        endReports(reports, batch);
        batch.add(next);
      }
    }
    endReports(reports, batch);
    return batch;
  }

  private static void endReports(List<TaskReport> reports, List<ToDriver> batch) {
    if (!reports.isEmpty()) {
      batch.add(new ToDriver.TasksEnded(List.copyOf(reports)));
      reports.clear();
    }
  }

  private static void send(DriverChannel to, List<ToDriver> batch) {
    try {
      to.send(batch);
    } catch (FiresteelException e) {
      sendOneByOne(to, batch, e);
    }
  }

  /** A batch is too large: a task whose own report is too large has failed. */
  private static void sendOneByOne(
      DriverChannel to, List<ToDriver> batch, FiresteelException tooLarge) {
    if (tooLarge.category() != ErrorCategory.RESOURCES) {
      throw tooLarge;
    }
    for (ToDriver message : batch) {
      if (!(message instanceof ToDriver.TasksEnded ended)) {
        to.send(List.of(message));
      } else {
        for (TaskReport report : ended.reports()) {
          sendOne(to, report);
        }
      }
    }
  }

  private static void sendOne(DriverChannel to, TaskReport report) {
    try {
      to.send(List.of(new ToDriver.TasksEnded(List.of(report))));
    } catch (FiresteelException e) {
      TaskReport.Outcome failed =
          new TaskReport.Outcome.Failed(
              e.category(), e.getMessage() + " (return less from each partition)", "");
      to.send(
          List.of(
              new ToDriver.TasksEnded(
                  List.of(
                      new TaskReport(
                          report.task(),
                          report.runNanos(),
                          failed,
                          List.of(),
                          List.of(),
                          TaskMetrics.NONE)))));
    }
  }
}
