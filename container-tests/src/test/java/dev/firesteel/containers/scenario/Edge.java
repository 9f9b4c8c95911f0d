package dev.firesteel.containers.scenario;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import dev.firesteel.containers.Running;
import dev.firesteel.containers.parity.Where;
import dev.firesteel.containers.report.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The edge node as users use it: they submit the programs of the image from there, in client mode
 * unless told otherwise, with files in a directory on HDFS that is new for each of these. Executors
 * are small.
 */
public final class Edge implements Where {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Map<String, String> SMALL =
      Map.of(
          "firesteel.executor.instances", "3",
          "firesteel.executor.cores", "1",
          "firesteel.executor.memory", "256m",
          "firesteel.executor.memory-overhead", "128m",
          "firesteel.driver.memory", "256m");

  private final Node node;
  private final String name;
  private final String master;
  private final String directory;
  private final Map<String, String> settings;

  private Edge(
      Node node, String name, String master, String directory, Map<String, String> settings) {
    this.node = node;
    this.name = name;
    this.master = master;
    this.directory = directory;
    this.settings = Map.copyOf(settings);
  }

  /**
   * With a directory of its own.
   *
   * @param test a word for the directory's name
   */
  public static Edge of(ContainerCluster cluster, Backend backend, String test) {
    return new Edge(cluster.edge(), backend + " client", backend.master(), directory(test), SMALL);
  }

  /** With two threads in the driver and no cluster: what it writes is the measure. */
  public static Edge local(ContainerCluster cluster, String test) {
    return new Edge(cluster.edge(), "local", "local[2]", directory(test), Map.of());
  }

  private static String directory(String test) {
    return "/scenarios/" + test + "-" + UUID.randomUUID();
  }

  /** The same in cluster mode: the driver runs on a worker. */
  public Edge cluster() {
    return new Edge(node, name.replace("client", "cluster"), master, directory, settings);
  }

  /** The same directory, with one more setting for programs. */
  public Edge with(String key, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(key, value);
    return new Edge(node, name, master, directory, more);
  }

  /**
   * The same for an application that has the cluster for itself: executors are so large that no
   * worker has room for two, and Mesos' agents find the runtime that they have fetched before.
   */
  public Edge alone() {
    return with("firesteel.executor.memory-overhead", "1900m")
        .with("firesteel.mesos.file-port", "7078");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String directory() {
    return directory;
  }

  /** A path in the directory. */
  public String path(String name) {
    return directory + "/" + name;
  }

  /** Submits a program, which goes on by itself. */
  public Running start(String program, List<String> words) {
    List<String> command = new ArrayList<>(List.of("firesteel", "submit"));
    command.addAll(List.of("--master", master));
    if (name.endsWith("cluster")) {
      command.addAll(List.of("--deploy-mode", "cluster"));
    }
    command.addAll(List.of("--class", "dev.firesteel.containers.program." + program));
    settings.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    command.add("/opt/programs/programs.jar");
    command.addAll(words);
    return node.start(command.toArray(String[]::new));
  }

  /** Awaits a program's end and reads what it told. */
  public Outcome await(Running program) {
    return Outcome.in(program.await(LIMIT).orFail().out());
  }

  @Override
  public Outcome run(String program, List<String> words) {
    return await(start(program, words));
  }

  @Override
  public byte[] output(String path) {
    String out = node.run("hdfs", "dfs", "-cat", path + "/part-*").orFail().out();
    return out.getBytes(StandardCharsets.UTF_8);
  }

  /** The same as lines. */
  public List<String> lines(String path) {
    return new String(output(path), StandardCharsets.UTF_8).lines().toList();
  }
}
