package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.backend.mesos.MesosBackendProvider;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.LogStream;
import dev.firesteel.backend.mesos.dispatcher.store.FileDriverStore;
import dev.firesteel.backend.mesos.dispatcher.store.Identity;
import dev.firesteel.backend.mesos.tenure.Tenure;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A fleet on a cluster, as a dispatcher has it, with drivers that are lines for the shell. */
final class Fleet implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
  private final FileDriverStore store;
  private final ClusterBackend backend;
  final DriverFleet drivers;

  private record Context(MasterUrl master, Config config, ScheduledExecutorService timer)
      implements BackendContext {
    @Override
    public ApplicationId application() {
      return new ApplicationId("dispatcher");
    }

    @Override
    public String applicationName() {
      return "dispatcher";
    }

    @Override
    public InProcessExecutors inProcess() {
      throw new IllegalStateException("Nothing runs here");
    }
  }

  private Fleet(String master, Path directory, Map<String, String> settings) {
    store =
        FileDriverStore.open(
            directory, () -> new Identity("shells-" + directory.getFileName(), "n"));
    Map<String, String> all = new TreeMap<>(settings);
    all.put("firesteel.mesos.framework-id", store.identity().framework());
    all.put("firesteel.mesos.revive-interval", "200ms");
    all.put("firesteel.mesos.unreachable-timeout", "500ms");
    Context context = new Context(new MasterUrl("mesos://" + master), Config.of(all), timer);
    drivers =
        new DriverFleet(
            new FleetRules(100, 100, order -> {}),
            store,
            new AgentLogs(HttpClient.newHttpClient()),
            new ExecutorProgram("sh", List.of(), List.of()),
            Clock.systemUTC(),
            (time, step) -> {
              var unused = timer.schedule(step, time.toMillis() + 1, TimeUnit.MILLISECONDS);
            });
    Tenure tenure =
        new Tenure(
            Tenure.End.HANDOVER,
            Tenure.Memory.TASK,
            Optional.of(Duration.ofSeconds(1)),
            "http://here",
            drivers.residents(),
            drivers.ledger());
    backend =
        MesosBackendProvider.open(
            context, () -> new ShellTasks(drivers::of), store.identity().nonce(), tenure);
    drivers.start(backend);
    drivers.connected().toCompletableFuture().join();
  }

  static Fleet open(String master, Path directory) {
    return new Fleet(master, directory, Map.of("firesteel.mesos.failover-timeout", "1h"));
  }

  static Fleet open(String master, Path directory, String failover) {
    return new Fleet(master, directory, Map.of("firesteel.mesos.failover-timeout", failover));
  }

  static DriverOrder shell(String key, String line, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.putIfAbsent("firesteel.driver.memory", "64m");
    all.putIfAbsent("firesteel.driver.memory-overhead", "1m");
    return new DriverOrder(key, key, "ada", line, List.of(), new TreeMap<>(all), new TreeMap<>());
  }

  String submit(String key, String line, String... settings) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return drivers.submit(shell(key, line, all)).id();
  }

  Driver await(String id, DriverState state) {
    return await(id, each -> each.state() == state);
  }

  Driver await(String id, Predicate<Driver> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Driver driver = drivers.find(id).orElseThrow();
    while (!wanted.test(driver)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Still " + driver);
      }
      LockSupport.parkNanos(10_000_000);
      driver = drivers.find(id).orElseThrow();
    }
    return driver;
  }

  String log(String id) {
    return new String(drivers.log(id, LogStream.STDOUT, 0).bytes(), StandardCharsets.UTF_8);
  }

  /** As a dispatcher ends. */
  @Override
  public void close() {
    drivers.close();
    backend.stop(FinalStatus.SUCCEEDED, "").toCompletableFuture().join();
    timer.shutdownNow();
    store.close();
  }
}
