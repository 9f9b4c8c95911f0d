package dev.firesteel.backend.mesos;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import dev.firesteel.backend.mesos.launch.ExecutorTasks;
import dev.firesteel.backend.mesos.launch.SandboxLogs;
import dev.firesteel.backend.mesos.launch.SandboxReader;
import dev.firesteel.backend.mesos.launch.TaskInfos;
import dev.firesteel.backend.mesos.tenure.Tenure;
import dev.firesteel.backend.mesos.wire.MasterAccess;
import dev.firesteel.backend.mesos.wire.Wires;
import java.security.SecureRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** Puts the backend of one session together. */
final class Assembly {
  private static final int RADIX = 36;
  private static final int NONCE_BITS = 31;

  private Assembly() {}

  static Parts of(BackendContext context) {
    MasterAccess access = MasterAccess.of(context.config());
    return of(
        context,
        MesosMaster.parse(context.master()),
        () -> TaskInfos.of(context),
        new LogsOnDemand(() -> new SandboxReader(access.client(ForkJoinPool.commonPool()))));
  }

  static Parts of(
      BackendContext context, MesosMaster master, Supplier<ExecutorTasks> tasks, SandboxLogs logs) {
    MasterAccess access = MasterAccess.of(context.config());
    return new Parts(
        context,
        Wires.open(master, access, context.config()),
        tasks,
        logs,
        MomentClock.SYSTEM,
        nonce());
  }

  /** For a framework that outlives its holder. */
  static Parts of(
      BackendContext context, Supplier<ExecutorTasks> tasks, String nonce, Tenure tenure) {
    MasterAccess access = MasterAccess.of(context.config());
    return new Parts(
        context,
        Wires.open(MesosMaster.parse(context.master()), access, context.config()),
        tasks,
        new LogsOnDemand(() -> new SandboxReader(access.client(ForkJoinPool.commonPool()))),
        MomentClock.SYSTEM,
        nonce,
        tenure);
  }

  /** Short, and another one for each driver of a framework. */
  private static String nonce() {
    return Long.toString(new SecureRandom().nextInt() & ((1L << NONCE_BITS) - 1), RADIX);
  }
}
