package dev.firesteel.backend.mesos;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.backend.mesos.launch.ExecutorTasks;
import dev.firesteel.backend.mesos.launch.SandboxLogs;
import dev.firesteel.backend.mesos.tenure.Tenure;
import dev.firesteel.backend.mesos.wire.SchedulerWire;
import java.util.function.Supplier;

/**
 * What a backend is put together of.
 *
 * @param context the application's
 * @param wire the connection, not started
 * @param tasks describes executors as tasks; asked once, on a worker, and may throw
 * @param logs reads the logs of tasks
 * @param clock tells the time
 * @param nonce tells this driver's tasks from those of an earlier one
 * @param tenure how the framework is held
 */
record Parts(
    BackendContext context,
    SchedulerWire wire,
    Supplier<ExecutorTasks> tasks,
    SandboxLogs logs,
    MomentClock clock,
    String nonce,
    Tenure tenure) {
  /** Of an application. */
  Parts(
      BackendContext context,
      SchedulerWire wire,
      Supplier<ExecutorTasks> tasks,
      SandboxLogs logs,
      MomentClock clock,
      String nonce) {
    this(context, wire, tasks, logs, clock, nonce, Tenure.ofSession());
  }
}
