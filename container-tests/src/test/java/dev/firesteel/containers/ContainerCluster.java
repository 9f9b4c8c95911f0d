package dev.firesteel.containers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A head node, three workers on two racks and an edge node from which users submit, with HDFS,
 * YARN, ZooKeeper and Mesos (the double, on all hosts). Used by one thread.
 */
public final class ContainerCluster implements AutoCloseable {
  /** A worker's rack. */
  static final Map<String, String> RACKS =
      Map.of("worker1", "rack1", "worker2", "rack1", "worker3", "rack2");

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Lan lan;
  private final Shape shape;
  private final Node head;
  private final Node edge;
  private final List<Node> workers = new ArrayList<>();

  private ContainerCluster(Lan lan, String image, Shape shape) {
    this.lan = lan;
    this.shape = shape;
    this.head = host(image, "head", shape.head());
    for (int i = 1; i <= shape.workers(); i++) {
      workers.add(host(image, "worker" + i, shape.worker()));
    }
    this.edge = host(image, "edge", List.of());
  }

  private Node host(String image, String name, List<String> daemons) {
    // Those that have keys to wait for are started when they have them.
    List<String> atOnce = shape.isSecured() ? List.of() : daemons;
    return lan.host(image, name, shape, atOnce);
  }

  /**
   * Starts one for a test alone, beside the shared one, and ends it when the test is done.
   *
   * @param logs directory for its hosts' logs, if the test fails
   * @throws IllegalStateException if there is no engine for containers
   */
  public static void run(Shape shape, String logs, Consumer<ContainerCluster> test) {
    Engine.Found found = Engine.find();
    Engine engine = found.engine().orElseThrow(() -> new IllegalStateException(found.reason()));
    try (ContainerCluster cluster = start(engine, shape)) {
      try {
        test.accept(cluster);
      } catch (RuntimeException | Error e) {
        cluster.keepLogs(Path.of("target/containers", logs));
        throw e;
      }
    }
  }

  static ContainerCluster start(Engine engine, Shape shape) {
    engine.sweep();
    String image = Image.build(engine.base(), shape.hadoop(), shape.jars());
    Lan lan = new Lan(engine);
    try {
      ContainerCluster cluster = new ContainerCluster(lan, image, shape);
      if (shape.isSecured()) {
        Keys.spread(cluster.head, cluster.workers, cluster.edge);
        shape.head().stream()
            .filter(daemon -> !daemon.equals(Keys.KDC))
            .forEach(daemon -> cluster.head.daemon("start", daemon));
        cluster.workers.forEach(
            node -> shape.worker().forEach(daemon -> node.daemon("start", daemon)));
      }
      cluster.awaitUp();
      return cluster;
    } catch (RuntimeException | Error e) {
      lan.keepLogs(Path.of("target/containers"));
      lan.close();
      throw e;
    }
  }

  /** Where the masters are: NameNode, ResourceManager, ZooKeeper, the master of Mesos. */
  public Node head() {
    return head;
  }

  /** The engine's machine, as hosts see it: where whoever is outside of their network may be. */
  public String outside() {
    return lan.gateway();
  }

  /** Where users are. */
  public Node edge() {
    return edge;
  }

  /** Where executors run: 1 and 2 in rack1, 3 in rack2. */
  public Node worker(int number) {
    return workers.get(number - 1);
  }

  /** All of them. */
  public List<Node> workers() {
    return List.copyOf(workers);
  }

  /** All hosts. */
  public List<Node> all() {
    return Stream.concat(Stream.of(head, edge), workers.stream()).toList();
  }

  /** The version of its Hadoop. */
  public String hadoop() {
    return shape.hadoop();
  }

  /**
   * Awaits that every worker's daemons are there and known to their masters, and that each block
   * has its replicas: the next worker may go.
   */
  public void awaitUp() {
    Await.until(START_LIMIT, this::isUp, this::state);
  }

  private boolean isUp() {
    int all = workers.size();
    String names = "/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState";
    return number("9870", names, "NumLiveDataNodes") == all
        && number("9870", names, "UnderReplicatedBlocks") == 0
        && number(
                "8088",
                "/jmx?qry=Hadoop:service=ResourceManager,name=ClusterMetrics",
                "NumActiveNMs")
            == all
        && (!shape.hasMesos() || agents() == all);
  }

  private String state() {
    return all().stream()
        .map(node -> node.name() + ":\n" + String.join("\n", node.jvms()))
        .collect(Collectors.joining("\n"));
  }

  private int number(String port, String path, String key) {
    String body = head.run("http", "head", port, path).out();
    int at = body.indexOf('"' + key + '"');
    if (at < 0) {
      return -1;
    }
    String digits = body.substring(at + key.length() + 2).replaceFirst("(?s)^\\D*(\\d+).*", "$1");
    return digits.isEmpty() ? -1 : Integer.parseInt(digits);
  }

  private int agents() {
    String body = head.run("http", "head", "5050", "/state").out();
    return (int) workers.stream().filter(each -> body.contains('"' + each.name() + '"')).count();
  }

  /** Copies the daemons' logs of every host out of the containers. */
  void keepLogs(Path directory) {
    lan.keepLogs(directory);
  }

  @Override
  public void close() {
    lan.close();
  }
}
