package dev.firesteel.backend.mesos;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.backend.mesos.launch.ExecutorTasks;
import dev.firesteel.backend.mesos.launch.SandboxLogs;
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
 */
record Parts(
    BackendContext context,
    SchedulerWire wire,
    Supplier<ExecutorTasks> tasks,
    SandboxLogs logs,
    MomentClock clock,
    String nonce) {}
