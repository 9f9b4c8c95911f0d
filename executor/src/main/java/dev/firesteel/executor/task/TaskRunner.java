package dev.firesteel.executor.task;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs the driver's tasks on a fixed number of slots, each a daemon thread. Safe for any thread.
 */
public final class TaskRunner {
  private final TaskServices services;
  private final Outbox outbox;
  private final TaskEvents events;
  private final TaskQueue queue;
  private final Map<BinaryId, Program> programs = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();

  /** Starts the slots. */
  public TaskRunner(int slots, TaskServices services, Outbox outbox, TaskEvents events) {
    this.services = services;
    this.outbox = outbox;
    this.events = events;
    this.queue = new TaskQueue(slots);
    for (int i = 0; i < slots; i++) {
      int slot = i;
      Thread thread = new Thread(() -> serve(slot), services.self() + "-slot-" + slot);
      thread.setDaemon(true);
      thread.setContextClassLoader(services.classes());
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  private void serve(int slot) {
    Slot runner = new Slot(services, events);
    for (Attempt next = queue.next(slot); next != null; next = queue.next(slot)) {
      try {
        runner.run(next);
      } catch (Throwable e) {
        events.broken(e);
      }
    }
  }

  /** Keeps a program for tasks to come. */
  public void define(ToExecutor.DefineProgram program) {
    programs.put(program.id(), new Program(program.id(), program.program(), program.shareable()));
  }

  /** Forgets programs; tasks that are queued keep theirs. */
  public void forget(ToExecutor.ForgetPrograms forgotten) {
    forgotten.programs().forEach(programs::remove);
  }

  /** Queues tasks. */
  public void run(ToExecutor.RunTasks order) {
    Program program = programs.get(order.program());
    if (program == null) {
      order.tasks().forEach(task -> refuse(task, order.program()));
      return;
    }
    List<Attempt> attempts = new ArrayList<>(order.tasks().size());
    for (TaskOrder task : order.tasks()) {
      attempts.add(new Attempt(order.stage(), program, task));
    }
    queue.add(attempts);
  }

  private void refuse(TaskOrder task, BinaryId program) {
    String error = "Cannot run " + task.id() + ": " + program + " was not sent or is forgotten";
    outbox.report(report(task.id(), new Outcome.Failed(ErrorCategory.INTERNAL, error, "")));
  }

  /** Gives back tasks that have not started. */
  public void giveBack(ToExecutor.ReturnTasks wanted) {
    outbox.send(new ToDriver.TasksReturned(queue.takeBack(wanted.tasks())));
  }

  /** Cancels tasks. */
  public void cancel(ToExecutor.CancelTasks cancelled) {
    for (TaskId task : queue.cancel(cancelled.tasks(), cancelled.why())) {
      outbox.report(report(task, new Outcome.Cancelled(cancelled.why())));
    }
  }

  /** Whether a task's failure means that nothing in this JVM can be relied on any more. */
  public static boolean outOfMemory(Throwable failure) {
    return Outcomes.outOfMemory(failure);
  }

  private static TaskReport report(TaskId task, Outcome outcome) {
    return new TaskReport(task, 0, outcome, List.of(), List.of(), TaskMetrics.NONE);
  }

  /** The tasks that run now. */
  public List<TaskId> running() {
    return queue.running();
  }

  /** Drops queued tasks, cancels running ones and ends the slots as they become free. */
  public void close(String why) {
    queue.close(why);
  }

  /**
   * Waits for the slots to end after {@link #close}.
   *
   * @return whether all have ended; one whose task ignores interrupts may not
   */
  public boolean awaitEnd(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    for (Thread thread : threads) {
      if (thread != Thread.currentThread()) {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
      }
    }
    return threads.stream().noneMatch(t -> t != Thread.currentThread() && t.isAlive());
  }
}
