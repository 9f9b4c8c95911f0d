package dev.firesteel.engine;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.MemoryKeys;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.executor.run.ExecutorArguments;
import dev.firesteel.executor.run.ExecutorIdentity;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.scheduler.driver.LaunchFactory;
import java.io.File;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Executors run this JVM's class path. What it takes is looked up when the first is launched: those
 * in this JVM need none of it.
 */
final class Launches implements LaunchFactory {
  private static final String MAIN = "dev.firesteel.executor.ExecutorMain";

  private final Supplier<ExecutorProgram> program;
  private final Supplier<SortedMap<String, String>> environment;
  private final DriverNetwork.Executors where;

  private Launches(
      Supplier<ExecutorProgram> program,
      Supplier<SortedMap<String, String>> environment,
      DriverNetwork.Executors where) {
    this.program = program;
    this.environment = environment;
    this.where = where;
  }

  /** Executors on threads of this JVM. */
  static Launches ofThreads() {
    ExecutorProgram none = new ExecutorProgram(MAIN, List.of(), List.of());
    return new Launches(() -> none, TreeMap::new, DriverNetwork.Executors.HERE);
  }

  /** Executors in processes, with the secret in their environment. */
  static Launches ofProcesses(Config config, Secret secret, DriverNetwork.Executors where) {
    return new Launches(
        () -> new ExecutorProgram(MAIN, classPath(), options(config, where)),
        () -> new TreeMap<>(Map.of(Secret.ENVIRONMENT, secret.toHex())),
        where);
  }

  /** The class path of executors in processes of their own. */
  static List<Path> classPath() {
    List<Path> entries = new ArrayList<>();
    StringTokenizer tokens =
        new StringTokenizer(System.getProperty("java.class.path", ""), File.pathSeparator);
    while (tokens.hasMoreTokens()) {
      entries.add(Path.of(tokens.nextToken()).toAbsolutePath());
    }
    return entries;
  }

  private static List<String> options(Config config, DriverNetwork.Executors where) {
    List<String> options = inherited();
    long offHeap = config.get(MemoryKeys.OFF_HEAP);
    // a container has a limit of its own, which its backend knows
    if (offHeap > 0 && where == DriverNetwork.Executors.HERE) {
      // without this option the JVM and the network may take as much as the heap
      long network = config.get(CoreKeys.EXECUTOR_MEMORY);
      options.add("-XX:MaxDirectMemorySize=" + Math.addExact(offHeap, network));
    }
    StringTokenizer tokens = new StringTokenizer(config.get(CoreKeys.EXECUTOR_JAVA_OPTIONS));
    while (tokens.hasMoreTokens()) {
      options.add(tokens.nextToken());
    }
    return options;
  }

  /** Executors read and write text and log as their driver does. */
  private static List<String> inherited() {
    List<String> options = new ArrayList<>();
    options.add("-Dfile.encoding=" + Charset.defaultCharset());
    for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
      if (name.startsWith("log4j") || name.startsWith("org.apache.logging.log4j.")) {
        options.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    return options;
  }

  @Override
  public ExecutorLaunch launch(
      ExecutorId executor, ResourceProfile profile, Placement at, DriverAddress driver) {
    ExecutorIdentity identity = new ExecutorIdentity(executor, at.host().value(), profile.slots());
    String serves =
        where == DriverNetwork.Executors.HERE ? HostName.LOCALHOST.value() : at.host().value();
    return new ExecutorLaunch(
        executor,
        profile,
        program.get(),
        new ExecutorArguments(identity, driver, serves).toList(),
        environment.get());
  }
}
