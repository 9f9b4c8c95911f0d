package dev.firesteel.engine;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.engine.control.ControlDesk;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.scheduler.driver.Driver;
import dev.firesteel.scheduler.driver.DriverBlocks;
import dev.firesteel.scheduler.driver.DriverParts;
import dev.firesteel.scheduler.driver.DriverSettings;
import dev.firesteel.scheduler.driver.NoticeLog;
import dev.firesteel.scheduler.driver.SchedulerListener;
import dev.firesteel.scheduler.machine.Scheduler;
import dev.firesteel.scheduler.machine.SchedulerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ScheduledExecutorService;

/** Puts one session's engine together. */
final class Composition {
  private final MasterUrl master;
  private final Config config;
  private final UserFiles files;
  private final UserJars jars;
  private final Wiring wiring;
  private final ApplicationId application = ApplicationIds.next();
  private final BackendTimer timer = new BackendTimer();

  Composition(MasterUrl master, Config config, UserFiles files, Wiring wiring) {
    this.master = master;
    this.config = config;
    this.files = files;
    this.jars = files.jars();
    this.wiring = wiring;
  }

  Driver open(ClusterBackendProvider provider) {
    Secret secret = Secret.random();
    ClusterBackend backend = provider.open(context(wiring.inProcess(secret)));
    DriverBlocks blocks = new DriverBlocks();
    Wiring.Served served = wiring.serve(blocks, secret);
    SchedulerSettings scheduling = SchedulerSettings.of(config);
    CloseAtExit atExit = new CloseAtExit(application);
    ControlDesk desk =
        new ControlDesk(application, config.get(CoreKeys.APP_NAME), config.get(CoreKeys.MASTER));
    Driver driver =
        Driver.open(
            new DriverSettings(
                application,
                config,
                scheduling.defaultProfile().id(),
                parallelism(),
                jars.loader(),
                files.finder()),
            new DriverParts(
                new Scheduler(scheduling)::on,
                backend,
                new DriverParts.Network(
                    wiring.transport(),
                    secret,
                    blocks,
                    served.address(),
                    wiring.credentials(config, jars.loader())),
                wiring.launches(config, secret),
                listeners(),
                System::nanoTime,
                resources(served, atExit, desk)));
    atExit.watch(driver);
    desk.serve(driver);
    return driver;
  }

  private List<AutoCloseable> resources(
      Wiring.Served served, CloseAtExit atExit, ControlDesk desk) {
    List<AutoCloseable> all = new ArrayList<>(List.of(served, timer));
    all.addAll(files.resources());
    all.addAll(List.of(atExit, desk));
    return all;
  }

  private BackendContext context(InProcessExecutors inProcess) {
    return new Context(
        application, config.get(CoreKeys.APP_NAME), master, config, inProcess, timer.service());
  }

  private int parallelism() {
    int set = config.get(CoreKeys.DEFAULT_PARALLELISM);
    return set > 0
        ? set
        : Math.max(2, config.get(CoreKeys.EXECUTORS) * config.get(CoreKeys.EXECUTOR_CORES));
  }

  private List<SchedulerListener> listeners() {
    List<SchedulerListener> all = new ArrayList<>();
    all.add(new NoticeLog());
    for (SchedulerListener listener : ServiceLoader.load(SchedulerListener.class, jars.loader())) {
      all.add(listener);
    }
    return all;
  }

  private record Context(
      ApplicationId application,
      String applicationName,
      MasterUrl master,
      Config config,
      InProcessExecutors inProcess,
      ScheduledExecutorService timer)
      implements BackendContext {
    @Override
    public List<Path> executorClassPath() {
      return Launches.classPath();
    }
  }
}
