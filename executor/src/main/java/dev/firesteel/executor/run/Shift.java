package dev.firesteel.executor.run;

import dev.firesteel.executor.task.Outbox;
import dev.firesteel.executor.task.TaskEvents;
import dev.firesteel.executor.task.TaskRunner;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** An executor at work: obeys the driver from its welcome to the end. Safe for any thread. */
final class Shift implements TaskEvents {
  private static final Logger LOG = LogManager.getLogger(Shift.class);
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Workplace workplace;
  private final Outbox outbox;
  private final Housekeeping housekeeping;
  private final Ending ending;
  private final TaskRunner runner;

  Shift(
      ExecutorIdentity identity,
      Workplace workplace,
      Outbox outbox,
      Housekeeping housekeeping,
      Ending ending) {
    this.workplace = workplace;
    this.outbox = outbox;
    this.housekeeping = housekeeping;
    this.ending = ending;
    this.runner = new TaskRunner(identity.slots(), workplace.services(), outbox, this);
  }

  @Override
  public void ended(TaskReport report, @Nullable Throwable failure) {
    outbox.report(report);
    if (failure != null && TaskRunner.outOfMemory(failure)) {
      outOfMemory(report.task().toString());
    }
  }

  @Override
  public void broken(Throwable failure) {
    if (TaskRunner.outOfMemory(failure)) {
      outOfMemory("a task");
    } else {
      LOG.error("A slot is broken", failure);
      ending.end(ExitCode.INTERNAL, "a slot is broken: " + failure);
    }
  }

  private void outOfMemory(String where) {
    ending.end(
        ExitCode.OUT_OF_MEMORY,
        "out of memory in " + where + " (raise firesteel.executor.memory or use more partitions)");
  }

  /** Does what the driver says. */
  void obey(ToExecutor message) {
    if (message instanceof ToExecutor.RunTasks run) {
      runner.run(run);
    } else if (message instanceof ToExecutor.DefineProgram program) {
      runner.define(program);
    } else if (message instanceof ToExecutor.ForgetPrograms forgotten) {
      runner.forget(forgotten);
    } else if (message instanceof ToExecutor.ReturnTasks wanted) {
      runner.giveBack(wanted);
    } else if (message instanceof ToExecutor.CancelTasks cancelled) {
      runner.cancel(cancelled);
    } else if (message instanceof ToExecutor.ShuffleOutputs outputs) {
      workplace.shuffleLocations().learn(outputs);
    } else if (message instanceof ToExecutor.ForgetShuffle forgotten) {
      workplace.shuffleLocations().forget(forgotten.shuffle());
      workplace.copier().forget(forgotten.shuffle());
      housekeeping.later(() -> workplace.remove(forgotten.shuffle()));
    } else if (message instanceof ToExecutor.ForgetDataset forgotten) {
      workplace.copier().forget(forgotten.dataset());
      workplace.blocks().forget(forgotten.dataset());
    } else if (message instanceof ToExecutor.KeptElsewhere told) {
      workplace.blocks().learn(told);
    } else if (message instanceof ToExecutor.CopyBlocks copies) {
      workplace.copier().copy(copies.orders());
    } else if (message instanceof ToExecutor.BroadcastLocations locations) {
      workplace.broadcasts().located(locations);
    } else if (message instanceof ToExecutor.ForgetBroadcast forgotten) {
      workplace.broadcasts().forget(forgotten.broadcast());
    } else if (message instanceof ToExecutor.InstallCredentials made) {
      workplace.credentials().install(made);
    } else if (message instanceof ToExecutor.Stop stop) {
      ending.end(ExitCode.STOPPED, stop.why());
    } else if (!(message instanceof ToExecutor.HeartbeatSeen)) {
      throw new IllegalStateException("Cannot obey " + message + ": not expected now");
    }
  }

  void heartbeat() {
    outbox.send(
        new ToDriver.Heartbeat(
            runner.running(),
            workplace.budget().storageUsed(),
            workplace.budget().executionUsed()));
  }

  /** Cancels all tasks; then waits a little for their threads. */
  void end(String why) throws InterruptedException {
    runner.close(why);
    runner.awaitEnd(GRACE_NANOS);
  }

  /** Cancels all tasks and removes all files at once: the JVM shuts down. */
  void abort() {
    runner.close("the executor's JVM shuts down");
    workplace.close();
  }

  /** Removes all files. */
  void close() {
    workplace.close();
  }
}
