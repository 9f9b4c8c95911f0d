package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.config.MemoryKeys;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.mesos.MesosKeys;
import dev.firesteel.backend.mesos.dispatcher.DispatcherKeys;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import dev.firesteel.backend.mesos.driver.DriverMain;
import dev.firesteel.backend.mesos.driver.DriverProgram;
import dev.firesteel.backend.mesos.launch.ExecutorTasks;
import dev.firesteel.backend.mesos.launch.JvmTask;
import dev.firesteel.backend.mesos.launch.JvmTasks;
import dev.firesteel.backend.mesos.serve.Provision;
import dev.firesteel.backend.mesos.serve.Provisions;
import dev.firesteel.backend.mesos.serve.SandboxFiles;
import dev.firesteel.backend.mesos.serve.ServeKeys;
import dev.firesteel.shipping.ContainerJvm;
import dev.firesteel.shipping.Extent;
import dev.firesteel.shipping.ShippingKeys;
import dev.firesteel.shipping.UserFiles;
import dev.firesteel.shipping.UserFiles.UserFile;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * Tasks that run drivers, each as its order says: its size, options, container, variables, labels
 * and user. The runtime is the dispatcher's own; agents fetch it, and uploaded files, from the
 * dispatcher, and other files from where they are. Safe for any thread.
 */
public final class DriverTasks implements ExecutorTasks {
  private static final Logger LOG = LogManager.getLogger(DriverTasks.class);

  /** A driver's session waits for so long at most while it releases its executors, and more. */
  public static final Duration GRACE = Duration.ofSeconds(30);

  private static final int LONGEST_FRAMEWORK = 100;
  private static final long MIB = 1L << 20;

  private final Provisions provisions;
  private final URI uploads;
  private final Predicate<UploadUri> executable;
  private final Function<ExecutorId, Driver> drivers;
  private final Duration unreachable;

  private DriverTasks(
      Provisions provisions,
      Duration unreachable,
      URI uploads,
      Predicate<UploadUri> executable,
      Function<ExecutorId, Driver> drivers) {
    this.provisions = provisions;
    this.unreachable = unreachable;
    this.uploads = uploads;
    this.executable = executable;
    this.drivers = drivers;
  }

  /**
   * For a dispatcher; begins to pack its runtime.
   *
   * @param uploads where agents fetch an uploaded file, without the {@code HASH/NAME} at its end;
   *     ends with a slash
   * @param executable whether an uploaded file is a program
   * @param drivers the driver that an executor's id of a launch stands for, with the framework's id
   *     that it is to have; safe for any thread
   * @throws FiresteelException if a setting is wrong, or a port is taken
   */
  public static DriverTasks of(
      BackendContext context,
      URI uploads,
      Predicate<UploadUri> executable,
      Function<ExecutorId, Driver> drivers) {
    Provisions provisions = Provisions.of(context.config(), Extent.MESOS);
    try {
      provisions.check();
    } catch (FiresteelException e) {
      provisions.close();
      throw e;
    }
    if (!context.executorClassPath().isEmpty()) {
      provisions.prepare(context.executorClassPath());
    }
    Duration unreachable = context.config().get(MesosKeys.UNREACHABLE_TIMEOUT);
    return of(provisions, unreachable, uploads, executable, drivers);
  }

  /** With the time after which a driver at an agent that is away counts as lost. */
  static DriverTasks of(
      Provisions provisions,
      Duration unreachable,
      URI uploads,
      Predicate<UploadUri> executable,
      Function<ExecutorId, Driver> drivers) {
    return new DriverTasks(provisions, unreachable, uploads, executable, drivers);
  }

  /**
   * Finds out what will not go, before an order is taken: settings that cannot be meant, two files
   * of one name, more than a task can be told.
   *
   * @throws FiresteelException (CONFIGURATION) if there is such a thing
   */
  public static void check(DriverOrder order) {
    Config config = order.config();
    var unused = new JvmTasks(config);
    boolean supervised = config.get(DispatcherKeys.SUPERVISE);
    int files = UserFiles.of(config).byName().size();
    int length =
        program(order, "x".repeat(LONGEST_FRAMEWORK), Duration.ofDays(1)).encoded().length();
    LOG.debug(
        "{} is {}, supervised: {}, with {} files and {} B to tell",
        order,
        jvm(config),
        supervised,
        files,
        length);
  }

  @Override
  public TaskInfo task(ExecutorLaunch launch, TaskID id, AgentID agent, List<Resource> resources) {
    Driver driver = drivers.apply(launch.executor());
    DriverOrder order = driver.order();
    Config config = order.config();
    JvmTask program =
        new JvmTask(
            order.name() + " " + driver.id(),
            "a driver",
            jvm(config),
            options(config),
            DriverMain.class.getName(),
            List.of(),
            new TreeMap<>(
                Map.of(
                    DriverProgram.VARIABLE,
                    program(order, driver.framework(), unreachable).encoded())),
            files(launch, config),
            new TreeMap<>(Map.of("firesteel.driver", driver.id())),
            GRACE);
    TaskInfo task = new JvmTasks(config).of(program, id, agent, resources);
    String user = config.get(MesosKeys.USER);
    if (user.isEmpty()) {
      return task;
    }
    TaskInfo.Builder ofUser = task.toBuilder();
    ofUser.getCommandBuilder().setUser(user);
    return ofUser.build();
  }

  private static ContainerJvm jvm(Config config) {
    long heap = config.get(DriverKeys.MEMORY) / MIB;
    long overhead = MemoryKeys.driverContainerMiB(config, heap) - heap;
    // the other half of the overhead is the JVM's own
    return new ContainerJvm(heap, overhead / 2, config.get(DriverKeys.CORES));
  }

  private static List<String> options(Config config) {
    List<String> options = new ArrayList<>(List.of("-Dfile.encoding=UTF-8"));
    StringTokenizer tokens = new StringTokenizer(config.get(DriverKeys.JAVA_OPTIONS));
    while (tokens.hasMoreTokens()) {
      options.add(tokens.nextToken());
    }
    return options;
  }

  private static DriverProgram program(DriverOrder order, String framework, Duration unreachable) {
    SortedMap<String, String> settings = new TreeMap<>(order.settings());
    settings.putIfAbsent(CoreKeys.APP_NAME.name(), order.name());
    settings.remove(ShippingKeys.SHARED_CLASSES.name()); // of whose machine submits
    if (order.config().get(DriverKeys.SUPERVISE)) {
      settings.put(MesosKeys.FAILOVER_TIMEOUT.name(), failover(order.config(), unreachable) + "ms");
    }
    if (!framework.isEmpty()) {
      settings.put(MesosKeys.FRAMEWORK_ID.name(), framework);
    }
    return new DriverProgram(order.mainClass(), order.arguments(), settings, order.privateFiles());
  }

  /**
   * All attempts have one framework id. A driver that is cut off has lost it before the next
   * attempt is launched, so that it cannot take it back from that one.
   */
  private static long failover(Config config, Duration unreachable) {
    long own = config.get(MesosKeys.FAILOVER_TIMEOUT).toMillis();
    return Math.min(own, unreachable.toMillis() * 4 / 5);
  }

  private Provision files(ExecutorLaunch launch, Config config) {
    String home = config.get(ServeKeys.HOME).strip();
    Provision runtime =
        home.isEmpty()
            ? provisions.provide(launch.program().classPath())
            : Provision.installed(home);
    return SandboxFiles.with(runtime, UserFiles.of(config), this::uri);
  }

  private CommandInfo.URI.Builder uri(String name, UserFile file) {
    String location = file.entry().location();
    return UploadUri.parse(location)
        .map(
            upload ->
                CommandInfo.URI
                    .newBuilder()
                    .setValue(uploads.resolve(upload.path()).toString())
                    .setExecutable(executable.test(upload))
                    .setCache(true))
        // not cached: another day it is another content
        .orElseGet(() -> CommandInfo.URI.newBuilder().setValue(location));
  }

  @Override
  public CompletionStage<?> ready() {
    return provisions.prepared();
  }

  @Override
  public void close() {
    provisions.close();
  }
}
