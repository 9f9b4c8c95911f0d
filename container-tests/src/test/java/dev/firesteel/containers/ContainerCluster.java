package dev.firesteel.containers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final String hadoop;
  private final Node head;
  private final Node edge;
  private final List<Node> workers = new ArrayList<>();

  private ContainerCluster(Lan lan, String image, String hadoop) {
    this.lan = lan;
    this.hadoop = hadoop;
    this.head =
        lan.host(
            image, "head", List.of("zookeeper", "namenode", "resourcemanager", "mesos-master"));
    for (int i = 1; i <= RACKS.size(); i++) {
      workers.add(lan.host(image, "worker" + i, List.of("datanode", "nodemanager", "mesos-agent")));
    }
    this.edge = lan.host(image, "edge", List.of());
  }

  /**
   * Starts one and awaits that all its daemons know each other.
   *
   * @param hadoop the version of its Hadoop
   * @param jars where the jars of that version are
   */
  static ContainerCluster start(Engine engine, String hadoop, Path jars) {
    engine.sweep();
    String image = Image.build(engine.base(), "firesteel-test:hadoop-" + hadoop, jars);
    Lan lan = new Lan(engine);
    try {
      ContainerCluster cluster = new ContainerCluster(lan, image, hadoop);
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

  /** Where users are. */
  public Node edge() {
    return edge;
  }

  /** Where executors run: 1 and 2 in rack1, 3 in rack2. */
  public Node worker(int number) {
    return workers.get(number - 1);
  }

  /** All three. */
  public List<Node> workers() {
    return List.copyOf(workers);
  }

  /** All hosts. */
  public List<Node> all() {
    return Stream.concat(Stream.of(head, edge), workers.stream()).toList();
  }

  /** The version of its Hadoop. */
  public String hadoop() {
    return hadoop;
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
        && agents() == all;
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
