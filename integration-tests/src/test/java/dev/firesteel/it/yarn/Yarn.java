package dev.firesteel.it.yarn;

import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.devcluster.ClusterSpec;
import dev.firesteel.devcluster.DevCluster;
import dev.firesteel.devcluster.Host;
import dev.firesteel.devcluster.YarnSpec;
import dev.firesteel.it.hdfs.Hdfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.net.NetUtils;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** A real YARN with an HDFS beside it, and what tests do with them. */
public final class Yarn {
  /** What each NodeManager offers. */
  public static final int NODE_MIB = 2_048;

  /** What each NodeManager offers. */
  public static final int NODE_CORES = 4;

  /** For JVMs that end before code that is compiled twice would pay. */
  public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  private final DevCluster cluster;
  private final Hdfs hdfs;

  Yarn(DevCluster cluster, String directory) {
    this.cluster = cluster;
    this.hdfs = new Hdfs(cluster, directory);
    resolve(cluster);
  }

  /** Lets Hadoop's clients in this JVM find the hosts; names of hosts are in no DNS. */
  private static void resolve(DevCluster cluster) {
    try {
      for (String line : Files.readAllLines(cluster.hostsFile())) {
        String[] words = line.split(" ");
        if (words.length == 2 && !words[1].equals("localhost")) {
          NetUtils.addStaticResolution(words[1], words[0]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hosts h1 and h2, each with a DataNode and a NodeManager of 2 GiB and 4 cores. */
  public static ClusterSpec.Builder small(Path directory) {
    return ClusterSpec.in(directory)
        .hosts(new Host("h1", "/rack1"), new Host("h2", "/rack2"))
        .replication(1)
        .blockBytes(Hdfs.BLOCK)
        .heapMebibytes(192)
        .setting("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", "100")
        .setting("yarn.log-aggregation-enable", "true")
        .yarn(new YarnSpec(2, NODE_MIB, NODE_CORES));
  }

  /** Starts a cluster for one test alone, which has to close {@link #cluster}. */
  public static Yarn startOwn(ClusterSpec.Builder spec) {
    return new Yarn(DevCluster.start(spec.build()), "/test");
  }

  /** The cluster; do not stop daemons of the shared one. */
  public DevCluster cluster() {
    return cluster;
  }

  /** A directory of the test in the cluster's HDFS. */
  public Hdfs hdfs() {
    return hdfs;
  }

  /** A session in client mode with small executors; its default file system is the cluster's. */
  public SessionBuilder session() {
    return Session.builder()
        .name("yarn-test")
        .master("yarn")
        .config("firesteel.io.hadoop-conf-dir", cluster.configDirectory().toString())
        .config("firesteel.driver.host", "127.0.0.1")
        .config("firesteel.executor.memory", "128m")
        .config("firesteel.executor.java-options", SHORT_LIVED)
        .config("firesteel.executor.memory-overhead", "128m");
  }

  /** A new client's settings of this cluster. */
  public Configuration configuration() {
    Configuration conf = new YarnConfiguration(hdfs.configuration());
    conf.addResource(
        new org.apache.hadoop.fs.Path(cluster.configDirectory().resolve("yarn-site.xml").toUri()));
    return conf;
  }

  /** A client of Hadoop's, apart from those of the code under test; the caller closes it. */
  public YarnClient client() {
    YarnClient client = YarnClient.createYarnClient();
    client.init(configuration());
    client.start();
    return client;
  }
}
