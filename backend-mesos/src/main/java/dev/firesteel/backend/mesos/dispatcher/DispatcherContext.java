package dev.firesteel.backend.mesos.dispatcher;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.backend.mesos.MesosKeys;
import dev.firesteel.backend.mesos.dispatcher.http.About;
import dev.firesteel.backend.mesos.dispatcher.store.Identity;
import dev.firesteel.backend.mesos.offer.OfferKeys;
import java.io.File;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringTokenizer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** A dispatcher as an application of the backend. */
record DispatcherContext(MasterUrl master, Config config, ScheduledExecutorService timer)
    implements BackendContext {
  private static final int ID_BYTES = 8;
  private static final int NONCE_BYTES = 3;

  /** With the settings by which its framework outlives it. */
  static BackendContext of(MasterUrl master, Config config, Identity who, Opened opened) {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            body -> {
              Thread thread = new Thread(body, "dispatcher-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    opened.add(timer::shutdownNow);
    long away = config.get(DispatcherKeys.FAILOVER_TIMEOUT).toMillis();
    return new DispatcherContext(
        master,
        config
            .with(MesosKeys.FRAMEWORK_ID, who.framework())
            .with(MesosKeys.FAILOVER_TIMEOUT, away + "ms")
            .with(OfferKeys.GPUS, "0"),
        timer);
  }

  /** Mesos takes an id that it has never seen: so it is on the disk before Mesos knows it. */
  static Identity freshIdentity() {
    SecureRandom chance = new SecureRandom();
    return new Identity("firesteel-" + hex(chance, ID_BYTES), hex(chance, NONCE_BYTES));
  }

  private static String hex(SecureRandom chance, int length) {
    byte[] bytes = new byte[length];
    chance.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public ApplicationId application() {
    return new ApplicationId(About.NAME);
  }

  @Override
  public String applicationName() {
    return About.NAME;
  }

  @Override
  public List<Path> executorClassPath() {
    List<Path> entries = new ArrayList<>();
    StringTokenizer tokens =
        new StringTokenizer(System.getProperty("java.class.path", ""), File.pathSeparator);
    while (tokens.hasMoreTokens()) {
      entries.add(Path.of(tokens.nextToken()).toAbsolutePath());
    }
    return entries;
  }

  @Override
  public InProcessExecutors inProcess() {
    throw new IllegalStateException("A dispatcher runs nothing in its JVM");
  }
}
