package dev.firesteel.it.hdfs;

import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.devcluster.ClusterSpec;
import dev.firesteel.devcluster.DevCluster;
import dev.firesteel.devcluster.Host;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;

/** A directory of a test in a real HDFS, and what tests do with it. */
public final class Hdfs {
  /** Small blocks, so that small files have several. */
  public static final int BLOCK = 1 << 20;

  private final DevCluster cluster;
  private final String directory;

  /** A directory in the HDFS of a cluster. */
  public Hdfs(DevCluster cluster, String directory) {
    this.cluster = cluster;
    this.directory = directory;
  }

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** DataNodes on h1 and h2 in /rack1 and on h3 in /rack2, two replicas, blocks of 1 MiB. */
  public static ClusterSpec.Builder small(Path directory) {
    return ClusterSpec.in(directory)
        .hosts(new Host("h1", "/rack1"), new Host("h2", "/rack1"), new Host("h3", "/rack2"))
        .replication(2)
        .blockBytes(BLOCK)
        .setting("dfs.namenode.reconstruction.pending.timeout-sec", "10");
  }

  /** Starts a cluster for one test alone, which has to close {@link #cluster}. */
  public static Hdfs startOwn(ClusterSpec.Builder spec) {
    return new Hdfs(DevCluster.start(spec.build()), "/test");
  }

  /** The cluster; do not stop daemons of the shared one. */
  public DevCluster cluster() {
    return cluster;
  }

  /** The full address of a path in this test's directory. */
  public String uri(String path) {
    return cluster.fileSystem() + directory + "/" + path;
  }

  /** A path in this test's directory, for Hadoop's client. */
  public org.apache.hadoop.fs.Path path(String path) {
    return new org.apache.hadoop.fs.Path(uri(path));
  }

  /** A session that knows this HDFS; its default file system is this one. */
  public SessionBuilder session(String master) {
    return Session.builder()
        .name("hdfs-test")
        .master(master)
        .config("firesteel.io.hadoop-conf-dir", cluster.configDirectory().toString());
  }

  /** A new client's settings of this HDFS. */
  public Configuration configuration() {
    Configuration conf = new Configuration(false);
    for (String file : List.of("core-default.xml", "hdfs-default.xml")) {
      conf.addResource(file);
    }
    for (String file : List.of("core-site.xml", "hdfs-site.xml")) {
      conf.addResource(
          new org.apache.hadoop.fs.Path(cluster.configDirectory().resolve(file).toUri()));
    }
    return conf;
  }

  /** A client of Hadoop's, apart from those of the code under test; the caller closes it. */
  public FileSystem client() throws IOException {
    return FileSystem.newInstance(cluster.fileSystem(), configuration());
  }

  /** Writes a file with Hadoop's client. */
  public void write(String path, byte[] content) throws IOException {
    try (FileSystem client = client();
        OutputStream to = client.create(path(path))) {
      to.write(content);
    }
  }

  /**
   * Waits until the NameNode knows both replicas of the blocks below a path: DataNodes tell it of
   * the second ones some time after a file is closed. What a busy DataNode failed to write the
   * NameNode has copied later, again and again; one in a hundred may be missing still.
   */
  public void awaitReplicas(String path) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (isReplicated(path)) {
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError("Many blocks of " + path + " have no second replica");
  }

  private boolean isReplicated(String path) throws IOException {
    try (FileSystem client = client()) {
      RemoteIterator<LocatedFileStatus> files = client.listFiles(path(path), true);
      int blocks = 0;
      int single = 0;
      while (files.hasNext()) {
        for (BlockLocation block : files.next().getBlockLocations()) {
          blocks++;
          single += block.getHosts().length < 2 ? 1 : 0;
        }
      }
      return single * 100 <= blocks;
    }
  }

  /** Writes a file of text with Hadoop's client. */
  public void write(String path, String content) throws IOException {
    write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a file with Hadoop's client. */
  public byte[] read(String path) throws IOException {
    try (FileSystem client = client();
        var in = client.open(path(path))) {
      return in.readAllBytes();
    }
  }

  /** The names in a directory, sorted. */
  public List<String> list(String path) throws IOException {
    List<String> names = new ArrayList<>();
    try (FileSystem client = client()) {
      for (FileStatus each : client.listStatus(path(path))) {
        names.add(each.getPath().getName());
      }
    }
    names.sort(null);
    return names;
  }
}
