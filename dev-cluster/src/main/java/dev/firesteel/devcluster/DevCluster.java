package dev.firesteel.devcluster;

import dev.firesteel.devcluster.daemon.KdcMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A running cluster of real daemons on this machine's loopback.
 *
 * <p>For use by one thread at a time. {@link #close} ends the daemons and removes the directory.
 */
public final class DevCluster implements AutoCloseable {
  /** The daemons log to standard error, which goes into their log files. */
  private static final List<String> LOGGING =
      List.of(
          "hadoop.root.logger=INFO,err",
          "log4j.rootLogger=${hadoop.root.logger}",
          // There is no native library in the artifacts, on purpose.
          "log4j.logger.org.apache.hadoop.util.NativeCodeLoader=ERROR",
          "log4j.appender.err=org.apache.log4j.ConsoleAppender",
          "log4j.appender.err.target=System.err",
          "log4j.appender.err.layout=org.apache.log4j.PatternLayout",
          "log4j.appender.err.layout.ConversionPattern=%d{ISO8601} %p %c{1}: %m%n");

  private final ClusterSpec spec;
  private final Layout layout;
  private final Blueprint blueprint;
  private final Map<String, Daemon> daemons = new LinkedHashMap<>();

  private DevCluster(ClusterSpec spec, Layout layout, Blueprint blueprint) {
    this.spec = spec;
    this.layout = layout;
    this.blueprint = blueprint;
    for (DaemonSpec each : blueprint.daemons()) {
      daemons.put(each.name(), new Daemon(each, layout, new DaemonProcess(each, layout, spec)));
    }
  }

  /**
   * Starts all daemons, side by side, and waits until they serve: all DataNodes live, no safe mode.
   *
   * @throws DevClusterException if a daemon ends or does not come up in time, with the end of its
   *     log; nothing runs then
   */
  public static DevCluster start(ClusterSpec spec) {
    Layout layout = new Layout(spec.directory());
    Blueprint blueprint = Blueprint.of(spec, layout, new Ports(new Random()));
    DevCluster cluster = new DevCluster(spec, layout, blueprint);
    try {
      cluster.write();
      cluster.startKdc();
      for (Daemon daemon : cluster.daemons.values()) {
        if (daemon.kind() != DaemonKind.KDC) {
          daemon.process().start(daemon.spec().arguments());
        }
      }
      cluster.awaitUp();
      return cluster;
    } catch (IOException e) {
      throw new DevClusterException("Cannot write the settings below " + spec.directory(), e);
    } catch (RuntimeException | Error e) {
      cluster.end(DaemonProcess.Signal.KILL);
      throw e;
    }
  }

  /** The others log in when they start. */
  private void startKdc() throws IOException {
    for (Daemon kdc : daemons(DaemonKind.KDC)) {
      OwnFiles.createPrivate(layout.kerberos());
      Path ready = layout.kerberos().resolve(KdcMain.READY);
      Files.deleteIfExists(ready);
      kdc.process().start(kdc.spec().arguments());
      waiting().forFile(kdc, ready);
    }
  }

  /**
   * What Kerberos asks of clients.
   *
   * @throws IllegalStateException if the cluster has no Kerberos
   */
  public Kerberos kerberos() {
    if (!spec.kerberos()) {
      throw new IllegalStateException("This cluster has no Kerberos (start one that has)");
    }
    return new Kerberos(layout, blueprint.daemons().get(0).http(), spec.startLimit());
  }

  /** The settings for clients: what {@code HADOOP_CONF_DIR} or the class path should name. */
  public Path configDirectory() {
    return layout.conf();
  }

  /** The address of the file system. */
  public URI fileSystem() {
    return URI.create(blueprint.fileSystem());
  }

  /** The class path of the daemons, on which Hadoop's own tools run too. */
  public static String classPath() {
    return DaemonJars.classPath();
  }

  /** The daemons' logs, a file each. */
  public Path logs() {
    return layout.logs();
  }

  /**
   * Names of hosts and their loopback addresses; JVMs that need to resolve the names get it by
   * {@code -Djdk.net.hosts.file}.
   */
  public Path hostsFile() {
    return layout.hosts();
  }

  /** All daemons, NameNodes first. */
  public List<Daemon> daemons() {
    return List.copyOf(daemons.values());
  }

  /**
   * The daemon of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Daemon daemon(String name) {
    Daemon daemon = daemons.get(name);
    if (daemon == null) {
      throw new IllegalArgumentException(
          "There is no daemon "
              + name
              + " (there are "
              + String.join(", ", daemons.keySet())
              + ")");
    }
    return daemon;
  }

  /** The NameNode, or the first of two. */
  public Daemon nameNode() {
    return daemons(DaemonKind.NAMENODE).get(0);
  }

  /** The DataNodes, in the order of the specification's hosts. */
  public List<Daemon> dataNodes() {
    return daemons(DaemonKind.DATANODE);
  }

  /**
   * The DataNode of a host.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Daemon dataNode(String host) {
    return dataNodes().stream()
        .filter(each -> each.host().name().equals(host))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no DataNode on host " + host));
  }

  /** The NodeManagers, in the order of the specification's hosts; none without YARN. */
  public List<Daemon> nodeManagers() {
    return daemons(DaemonKind.NODEMANAGER);
  }

  /**
   * Which of two NameNodes is active.
   *
   * @return empty while none is
   */
  public Optional<Daemon> activeNameNode() {
    return daemons(DaemonKind.NAMENODE).stream()
        .filter(Daemon::isAlive)
        .filter(each -> Waiting.state(each).equals("active"))
        .findFirst();
  }

  /**
   * Makes the other one of two NameNodes the active one, as an operator does, whether or not the
   * one that was active still runs; waits until it is.
   *
   * @throws DevClusterException if that fails
   * @return the NameNode that is active now
   */
  public Daemon failover() {
    List<Daemon> both = daemons(DaemonKind.NAMENODE);
    if (both.size() < 2) {
      throw new IllegalStateException("There is one NameNode only (start a cluster with two)");
    }
    Optional<Daemon> active = activeNameNode();
    Daemon next =
        both.stream()
            .filter(each -> each.isAlive() && !active.equals(Optional.of(each)))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("No other NameNode runs (start one first)"));
    Daemon before = next == both.get(0) ? both.get(1) : both.get(0);
    Tool.run(
        new DaemonCommand(layout, spec)
            .tool(
                next.name(),
                "org.apache.hadoop.hdfs.tools.DFSHAAdmin",
                List.of("-failover", haName(before), haName(next))),
        layout.logs().resolve("failover.log"),
        spec.startLimit());
    return next;
  }

  private static String haName(Daemon nameNode) {
    return nameNode.name().replace("namenode-", "nn");
  }

  /** Waits until all daemons that run serve, and know each other. */
  public void awaitUp() {
    long live = dataNodes().stream().filter(Daemon::isAlive).count();
    Waiting waiting = waiting();
    waiting.forHdfs(live);
    waiting.forYarn(nodeManagers().stream().filter(Daemon::isAlive).count());
  }

  /** Waits until the NameNode counts so many live DataNodes and is out of safe mode. */
  public void awaitLiveDataNodes(int live) {
    waiting().forHdfs(live);
  }

  /** Ends all daemons and removes the directory with all that they stored. */
  @Override
  public void close() {
    end(DaemonProcess.Signal.KILL);
    try {
      OwnFiles.delete(layout.directory());
    } catch (IOException e) {
      throw new DevClusterException("Cannot remove " + layout.directory(), e);
    }
  }

  private Waiting waiting() {
    return new Waiting(this, spec.startLimit());
  }

  List<Daemon> daemons(DaemonKind kind) {
    return daemons.values().stream().filter(each -> each.kind() == kind).toList();
  }

  private void end(DaemonProcess.Signal signal) {
    List<Daemon> last = new ArrayList<>(daemons.values());
    last.parallelStream().forEach(each -> each.process().end(signal));
  }

  private void write() throws IOException {
    Files.createDirectories(layout.directory());
    Files.writeString(layout.hosts(), blueprint.addresses().lines());
    Files.writeString(layout.excludedNodes(), "");
    Files.createDirectories(layout.data());
    Files.createDirectories(layout.temporary());
    Description.of(blueprint).write(layout);
    SiteFiles.write(layout.conf(), blueprint.client());
    if (blueprint.krb5().isPresent()) {
      Files.writeString(layout.krb5(), blueprint.krb5().get());
    }
    for (DaemonSpec daemon : blueprint.daemons()) {
      Path conf = layout.conf(daemon.name());
      SiteFiles.write(conf, blueprint.settingsOf(daemon, spec));
      // The daemons look for the pages of their web sites, which are in no jar, and start with
      // none.
      for (String site : List.of("hdfs", "datanode", "cluster", "node", "static")) {
        Files.createDirectories(conf.resolve("webapps").resolve(site));
      }
      Files.write(conf.resolve("log4j.properties"), LOGGING);
    }
  }
}
