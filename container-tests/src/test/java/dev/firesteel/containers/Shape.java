package dev.firesteel.containers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a cluster is made of.
 *
 * @param hadoop the version of its Hadoop
 * @param jars where the jars of that version's daemons are
 * @param workers how many workers there are, from 1 to 3
 * @param head the daemons of its head node, in the order in which they start
 * @param worker the daemons of each worker
 * @param environment variables of all that runs on its hosts
 */
public record Shape(
    String hadoop,
    Path jars,
    int workers,
    List<String> head,
    List<String> worker,
    Map<String, String> environment) {
  /** The version that Firesteel's own clients are of. */
  private static final String OWN = "3.5.0";

  /** Copies the lists. */
  public Shape {
    if (workers < 1 || workers > ContainerCluster.RACKS.size()) {
      throw new IllegalArgumentException("Cannot start " + workers + " workers (from 1 to 3)");
    }
    head = List.copyOf(head);
    worker = List.copyOf(worker);
    environment = Map.copyOf(environment);
  }

  /** All there is: three workers with HDFS, YARN, ZooKeeper and Mesos. */
  static Shape whole() {
    return new Shape(
        OWN,
        jarsOfOwn(),
        ContainerCluster.RACKS.size(),
        List.of("zookeeper", "namenode", "resourcemanager", "mesos-master"),
        List.of("datanode", "nodemanager", "mesos-agent"),
        Map.of());
  }

  /** HDFS and YARN of another version, whose jars the profile {@code whole} brings. */
  public static Shape ofHadoop(String version, int workers) {
    return hadoop(version, Path.of("target", "hadoop-" + version, "lib"), workers);
  }

  /** HDFS and YARN where all prove who they are; the user {@code alice} has a keytab. */
  public static Shape secured(int workers) {
    Shape plain = hadoop(OWN, jarsOfOwn(), workers);
    return new Shape(
        plain.hadoop,
        plain.jars,
        workers,
        Stream.concat(Stream.of(Keys.KDC), plain.head.stream()).toList(),
        plain.worker,
        Keys.ENVIRONMENT);
  }

  private static Shape hadoop(String version, Path jars, int workers) {
    return new Shape(
        version,
        jars,
        workers,
        List.of("namenode", "resourcemanager"),
        List.of("datanode", "nodemanager"),
        Map.of());
  }

  private static Path jarsOfOwn() {
    return Path.of("..", "dev-cluster", "target", "daemons", "lib");
  }

  boolean hasMesos() {
    return head.contains("mesos-master");
  }

  boolean isSecured() {
    return head.contains(Keys.KDC);
  }
}
