package dev.firesteel.backend.mesos.dispatcher;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.DispatcherService;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.MesosBackendProvider;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import dev.firesteel.backend.mesos.dispatcher.http.About;
import dev.firesteel.backend.mesos.dispatcher.http.DispatcherServer;
import dev.firesteel.backend.mesos.dispatcher.http.UploadDirectory;
import dev.firesteel.backend.mesos.dispatcher.run.AgentLogs;
import dev.firesteel.backend.mesos.dispatcher.run.DriverFleet;
import dev.firesteel.backend.mesos.dispatcher.run.DriverTasks;
import dev.firesteel.backend.mesos.dispatcher.run.FleetRules;
import dev.firesteel.backend.mesos.dispatcher.run.Later;
import dev.firesteel.backend.mesos.dispatcher.store.FileDriverStore;
import dev.firesteel.backend.mesos.driver.DriverMain;
import dev.firesteel.backend.mesos.tenure.Tenure;
import dev.firesteel.backend.mesos.wire.MasterAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A dispatcher: a framework of Mesos that outlives it, the drivers that it looks after, and the
 * service by which they are ordered. Safe for any thread.
 */
public final class Dispatcher implements DispatcherService {
  private static final Logger LOG = LogManager.getLogger(Dispatcher.class);

  private final Opened opened;
  private final DispatcherServer server;
  private final DriverFleet fleet;
  private final UploadDirectory uploads;

  private Dispatcher(
      Opened opened, DispatcherServer server, DriverFleet fleet, UploadDirectory uploads) {
    this.opened = opened;
    this.server = server;
    this.fleet = fleet;
    this.uploads = uploads;
  }

  /**
   * Starts a dispatcher, which goes on where the last one in its directory ended; waits until Mesos
   * has taken it.
   *
   * @throws FiresteelException if a setting is wrong, another dispatcher has its directory or port,
   *     or Mesos does not take it
   */
  public static Dispatcher start(MasterUrl master, Config config) {
    Opened opened = new Opened();
    try {
      Dispatcher dispatcher = assemble(master, config, opened);
      dispatcher.begin(master);
      return dispatcher;
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private static Dispatcher assemble(MasterUrl master, Config config, Opened opened) {
    Path directory = DispatcherDirectory.made(config);
    FileDriverStore store =
        opened.add(FileDriverStore.open(directory, DispatcherContext::freshIdentity));
    UploadDirectory uploads = UploadDirectory.open(directory.resolve("uploads"), Clock.systemUTC());
    DispatcherServer server = opened.add(DispatcherServer.bind(config));
    BackendContext context = DispatcherContext.of(master, config, store.identity(), opened);
    DriverFleet fleet =
        new DriverFleet(
            FleetRules.of(config, DriverTasks::check),
            store,
            new AgentLogs(MasterAccess.of(config).client(ForkJoinPool.commonPool())),
            new ExecutorProgram(DriverMain.class.getName(), context.executorClassPath(), List.of()),
            Clock.systemUTC(),
            later(context.timer()));
    Tenure tenure =
        new Tenure(
            Tenure.End.HANDOVER,
            Tenure.Memory.TASK,
            Optional.of(DriverTasks.GRACE),
            server.address().toString(),
            fleet.residents(),
            fleet.ledger());
    ClusterBackend backend =
        MesosBackendProvider.open(
            context,
            () -> DriverTasks.of(context, server.files(), uploads::isExecutable, fleet::of),
            store.identity().nonce(),
            tenure);
    opened.add(
        () ->
            backend
                .stop(FinalStatus.SUCCEEDED, "the dispatcher ends")
                .toCompletableFuture()
                .join());
    opened.add(fleet::close);
    fleet.start(backend);
    return new Dispatcher(opened, server, fleet, uploads);
  }

  private static Later later(ScheduledExecutorService timer) {
    return (time, step) -> {
      var unused = timer.schedule(step, Math.max(0, time.toMillis() + 1), TimeUnit.MILLISECONDS);
    };
  }

  private void begin(MasterUrl master) {
    try {
      fleet.connected().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof FiresteelException why ? why : e;
    }
    String shown = MesosMaster.parse(master).toString();
    server.start(fleet, uploads, () -> new About(About.NAME, version(), fleet.framework(), shown));
    LOG.info("Dispatcher {} is at {}, for {}", fleet.framework(), server.address(), shown);
  }

  private static String version() {
    String version = Dispatcher.class.getPackage().getImplementationVersion();
    return version == null ? "" : version;
  }

  @Override
  public String address() {
    return server.address().toString();
  }

  /** The drivers. */
  public Drivers drivers() {
    return fleet;
  }

  @Override
  public CompletionStage<FiresteelException> failure() {
    return fleet.ended();
  }

  @Override
  public void close() {
    opened.close();
  }
}
