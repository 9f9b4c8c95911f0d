package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.config.Config;
import dev.firesteel.backend.mesos.detect.LeaderDetector;
import dev.firesteel.backend.mesos.detect.LeaderDetector.Naming;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Makes wires. */
public final class Wires {
  private Wires() {}

  /**
   * A wire that is not yet started; nothing has been connected, but a thread waits, until it is
   * closed.
   *
   * @param config with {@link WireKeys}
   */
  public static SchedulerWire open(MesosMaster master, MasterAccess access, Config config) {
    Loop loop = new Loop(thread());
    Naming naming = access.encrypted() ? Naming.NAME_FIRST : Naming.ADDRESS_FIRST;
    return new SubscribedWire(
        master,
        LeaderDetector.of(master, naming),
        new HttpTransport(access, access.connectTimeout().multipliedBy(3), loop),
        loop,
        new Pauses(new SplittableRandom()),
        config.get(WireKeys.CONNECT_TIMEOUT));
  }

  private static ScheduledExecutorService thread() {
    ScheduledThreadPoolExecutor pool =
        new ScheduledThreadPoolExecutor(
            1,
            body -> {
              Thread thread = new Thread(body, "mesos-wire");
              thread.setDaemon(true);
              return thread;
            });
    pool.setRemoveOnCancelPolicy(true);
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return pool;
  }
}
