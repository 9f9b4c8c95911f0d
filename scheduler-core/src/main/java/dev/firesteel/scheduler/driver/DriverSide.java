package dev.firesteel.scheduler.driver;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Notice;

/** What a driver's loop needs of whoever gave it jobs. Called by the loop's thread only. */
public interface DriverSide {
  /** Takes answers, ends of jobs, accumulators. */
  void apply(Action.ToDriverSide action);

  /** Takes news. */
  void tell(Notice notice);

  /** A stage's program, as executors get it. */
  ToExecutor.DefineProgram program(BinaryId id);

  /**
   * What a task reads of sources, as its executor gets it.
   *
   * @throws RuntimeException if it cannot be made; then the task counts as failed
   */
  byte[] input(StageId stage, int partition);

  /** The scheduler is broken: all jobs fail, and all to come. */
  void broken(String what, Throwable cause);
}
