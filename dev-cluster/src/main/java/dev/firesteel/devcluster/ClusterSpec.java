package dev.firesteel.devcluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Which daemons a cluster has, and how they are set up. Made by {@link #in}; immutable.
 *
 * <p>Unless said otherwise: one NameNode, one DataNode on host {@code localhost}, no YARN, blocks
 * of 128 MiB with one replica, daemons that end with their starter.
 */
public final class ClusterSpec {
  private final Path directory;
  private final List<Host> hosts;
  private final int nameNodes;
  private final OptionalInt nameNodePort;
  private final Optional<YarnSpec> yarn;
  private final boolean kerberos;
  private final int replication;
  private final long blockBytes;
  private final Lifetime lifetime;
  private final int heapMebibytes;
  private final Duration startLimit;
  private final Map<String, String> settings;
  private final Map<String, String> clientSettings;
  private final Map<String, Map<String, String>> daemonSettings;

  private ClusterSpec(Builder from) {
    directory = from.directory.toAbsolutePath().normalize();
    hosts = List.copyOf(from.hosts);
    nameNodes = from.nameNodes;
    nameNodePort = from.nameNodePort;
    yarn = from.yarn;
    kerberos = from.kerberos;
    replication = from.replication;
    blockBytes = from.blockBytes;
    lifetime = from.lifetime;
    heapMebibytes = from.heapMebibytes;
    startLimit = from.startLimit;
    settings = Map.copyOf(from.settings);
    clientSettings = Map.copyOf(from.clientSettings);
    Map<String, Map<String, String>> each = new TreeMap<>();
    from.daemonSettings.forEach((daemon, own) -> each.put(daemon, Map.copyOf(own)));
    daemonSettings = Map.copyOf(each);
  }

  /** Begins a specification; everything that the cluster writes is below the directory. */
  public static Builder in(Path directory) {
    return new Builder(directory);
  }

  Path directory() {
    return directory;
  }

  List<Host> hosts() {
    return hosts;
  }

  int nameNodes() {
    return nameNodes;
  }

  OptionalInt nameNodePort() {
    return nameNodePort;
  }

  Optional<YarnSpec> yarn() {
    return yarn;
  }

  boolean kerberos() {
    return kerberos;
  }

  int replication() {
    return replication;
  }

  long blockBytes() {
    return blockBytes;
  }

  Lifetime lifetime() {
    return lifetime;
  }

  int heapMebibytes() {
    return heapMebibytes;
  }

  Duration startLimit() {
    return startLimit;
  }

  Map<String, String> settings() {
    return settings;
  }

  Map<String, String> clientSettings() {
    return clientSettings;
  }

  Map<String, String> settingsOf(String daemon) {
    return daemonSettings.getOrDefault(daemon, Map.of());
  }

  /** Collects the parts. Not for use by several threads. */
  public static final class Builder {
    private final Path directory;
    private List<Host> hosts = List.of(new Host("localhost"));
    private int nameNodes = 1;
    private OptionalInt nameNodePort = OptionalInt.empty();
    private Optional<YarnSpec> yarn = Optional.empty();
    private boolean kerberos;
    private int replication = 1;
    private long blockBytes = 128L << 20;
    private Lifetime lifetime = Lifetime.WITH_STARTER;
    private int heapMebibytes = 256;
    private Duration startLimit = Duration.ofMinutes(3);
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> clientSettings = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> daemonSettings = new LinkedHashMap<>();

    private Builder(Path directory) {
      this.directory = directory;
    }

    /** The hosts, each with one DataNode; a name may occur more than once. */
    public Builder hosts(Host... all) {
      return hosts(List.of(all));
    }

    /** The hosts, each with one DataNode; a name may occur more than once. */
    public Builder hosts(List<Host> all) {
      hosts = new ArrayList<>(all);
      return this;
    }

    /** Two NameNodes of one nameservice with shared edits; failover is by hand. */
    public Builder highAvailability() {
      nameNodes = 2;
      return this;
    }

    /** The port of the NameNode, or of the first of two; without it a free one is chosen. */
    public Builder nameNodePort(int port) {
      nameNodePort = OptionalInt.of(port);
      return this;
    }

    /** YARN too. */
    public Builder yarn(YarnSpec spec) {
      yarn = Optional.of(spec);
      return this;
    }

    /**
     * All prove who they are: a KDC, principals for the daemons and for a user {@code alice}, who
     * has {@code /user/alice}.
     */
    public Builder kerberos() {
      kerberos = true;
      return this;
    }

    /** How many replicas files have unless their writer says; 1 or more. */
    public Builder replication(int copies) {
      replication = copies;
      return this;
    }

    /** How large blocks are unless a file's writer says; a multiple of 512 bytes. */
    public Builder blockBytes(long bytes) {
      blockBytes = bytes;
      return this;
    }

    /** How long the daemons live. */
    public Builder lifetime(Lifetime how) {
      lifetime = how;
      return this;
    }

    /** The largest heap of each daemon, in MiB. */
    public Builder heapMebibytes(int mebibytes) {
      heapMebibytes = mebibytes;
      return this;
    }

    /** How long all daemons together may take to start, stop or come to a state. */
    public Builder limit(Duration limit) {
      startLimit = limit;
      return this;
    }

    /** A Hadoop setting of all daemons and clients; it wins over those of this class. */
    public Builder setting(String key, String value) {
      settings.put(key, value);
      return this;
    }

    /** A Hadoop setting of clients alone; it wins over {@link #setting}. */
    public Builder clientSetting(String key, String value) {
      clientSettings.put(key, value);
      return this;
    }

    /** A Hadoop setting of one daemon, such as {@code datanode-2}; it wins over all others. */
    public Builder daemonSetting(String daemon, String key, String value) {
      daemonSettings.computeIfAbsent(daemon, name -> new LinkedHashMap<>()).put(key, value);
      return this;
    }

    /**
     * The specification.
     *
     * @throws IllegalArgumentException if its parts do not fit
     */
    public ClusterSpec build() {
      if (hosts.isEmpty()) {
        throw new IllegalArgumentException("A cluster needs at least one host with a DataNode");
      }
      if (replication < 1 || replication > hosts.size()) {
        throw new IllegalArgumentException(
            "Cannot keep "
                + replication
                + " replicas on "
                + hosts.size()
                + " DataNodes (use a replication of 1 to "
                + hosts.size()
                + ")");
      }
      if (blockBytes < 512 || blockBytes % 512 != 0) {
        throw new IllegalArgumentException(
            "Cannot cut blocks of " + blockBytes + " bytes (use a multiple of 512)");
      }
      yarn.ifPresent(
          spec -> {
            if (spec.nodeManagers() > hosts.size()) {
              throw new IllegalArgumentException(
                  "Cannot run "
                      + spec.nodeManagers()
                      + " NodeManagers on "
                      + hosts.size()
                      + " hosts (one a host)");
            }
          });
      refuseSecureLogs();
      return new ClusterSpec(this);
    }

    /** NodeManagers end when they collect the first logs: Hadoop wants its native code there. */
    private void refuseSecureLogs() {
      String key = "yarn.log-aggregation-enable";
      if (kerberos && Boolean.parseBoolean(settings.get(key))) {
        throw new IllegalArgumentException(
            "Cannot collect logs on a cluster with Kerberos: Hadoop does so only with its native"
                + " code, which no jar holds (set "
                + key
                + " to false)");
      }
    }
  }
}
