package dev.firesteel.devcluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The daemons and settings of HDFS. */
final class HdfsPlan {
  /** The nameservice of a cluster with two NameNodes. */
  static final String NAMESERVICE = "firesteel";

  private static final String LOOPBACK = "127.0.0.1:";

  private final ClusterSpec spec;
  private final Layout layout;
  private final HostAddresses addresses;
  private final List<Integer> rpcPorts = new ArrayList<>();
  private final List<Integer> httpPorts = new ArrayList<>();
  private final List<DaemonSpec> daemons = new ArrayList<>();

  HdfsPlan(ClusterSpec spec, Layout layout, Ports ports, HostAddresses addresses) {
    this.spec = spec;
    this.layout = layout;
    this.addresses = addresses;
    for (int i = 0; i < spec.nameNodes(); i++) {
      boolean said = i == 0 && spec.nameNodePort().isPresent();
      rpcPorts.add(said ? ports.take(spec.nameNodePort().getAsInt()) : ports.next());
      httpPorts.add(ports.next());
    }
    for (int i = 0; i < spec.nameNodes(); i++) {
      daemons.add(nameNode(i));
    }
    for (int i = 0; i < spec.hosts().size(); i++) {
      daemons.add(dataNode(i, ports));
    }
  }

  String fileSystem() {
    return "hdfs://" + (spec.nameNodes() > 1 ? NAMESERVICE : LOOPBACK + rpcPorts.get(0));
  }

  List<DaemonSpec> daemons() {
    return daemons;
  }

  /** What daemons and clients must agree on. */
  Map<String, String> common() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("fs.defaultFS", fileSystem());
    all.put("dfs.replication", Integer.toString(spec.replication()));
    all.put("dfs.blocksize", Long.toString(spec.blockBytes()));
    // A DataNode tells of a block a moment after its writer has heard of it: the writer asks again
    // soon, not after 400 ms.
    all.put("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "10");
    all.put("dfs.client.block.write.locateFollowingBlock.retries", "11");
    if (spec.nameNodes() > 1) {
      all.put("dfs.nameservices", NAMESERVICE);
      all.put("dfs.ha.namenodes." + NAMESERVICE, "nn1,nn2");
      all.put(
          "dfs.client.failover.proxy.provider." + NAMESERVICE,
          "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider");
      for (int i = 0; i < spec.nameNodes(); i++) {
        String suffix = "." + NAMESERVICE + ".nn" + (i + 1);
        all.put("dfs.namenode.rpc-address" + suffix, LOOPBACK + rpcPorts.get(i));
        all.put("dfs.namenode.http-address" + suffix, LOOPBACK + httpPorts.get(i));
      }
    } else {
      all.put("dfs.namenode.http-address", LOOPBACK + httpPorts.get(0));
    }
    return all;
  }

  /** What only daemons are told. */
  Map<String, String> ofDaemons() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("hadoop.tmp.dir", layout.temporary().toString());
    all.put("net.topology.node.switch.mapping.impl", "dev.firesteel.devcluster.daemon.Racks");
    all.put(
        "firesteel.dev-cluster.racks",
        spec.hosts().stream()
            .flatMap(
                host ->
                    Stream.of(host.name(), addresses.of(host))
                        .map(name -> name + "=" + host.rack()))
            .distinct()
            .collect(Collectors.joining(",")));
    // Daemons start at the same time; each waits for those that it needs, looking often.
    all.put("ipc.client.connect.retry.interval", "100");
    all.put("ipc.client.connect.max.retries", "600");
    all.put("dfs.namenode.fs-limits.min-block-size", "512");
    all.put("dfs.namenode.safemode.extension", "0");
    all.put("dfs.namenode.datanode.registration.ip-hostname-check", "false");
    all.put("dfs.namenode.edits.noeditlogchannelflush", "true");
    all.put("dfs.namenode.redundancy.interval.seconds", "1");
    // Dead is who was quiet for 2 * 3 s + 10 heartbeats.
    all.put("dfs.heartbeat.interval", "1");
    all.put("dfs.namenode.heartbeat.recheck-interval", "3000");
    all.put("dfs.namenode.stale.datanode.interval", "5000");
    all.put("dfs.datanode.scan.period.hours", "-1");
    all.put("dfs.block.local-path-access.user", System.getProperty("user.name"));
    if (spec.nameNodes() > 1) {
      all.put("dfs.namenode.shared.edits.dir", layout.data("shared-edits").toUri().toString());
      all.put("dfs.ha.tail-edits.period", "1");
      all.put("dfs.ha.fencing.methods", "shell(/bin/true)");
    }
    return all;
  }

  private DaemonSpec nameNode(int index) {
    String name = spec.nameNodes() == 1 ? "namenode" : "namenode-" + (index + 1);
    Map<String, String> own = new LinkedHashMap<>();
    String directory = layout.data(name).toString();
    own.put("dfs.namenode.name.dir", layout.data(name).toUri().toString());
    if (spec.nameNodes() == 1) {
      List<String> words = List.of("single", directory);
      return daemon(name, DaemonKind.NAMENODE, 0, LOOPBACK + httpPorts.get(0), own, words, words);
    }
    own.put("dfs.ha.namenode.id", "nn" + (index + 1));
    List<String> standBy = List.of("standby", directory);
    List<String> words =
        index == 0 ? List.of("active", directory, layout.data("namenode-2").toString()) : standBy;
    return daemon(
        name, DaemonKind.NAMENODE, 0, LOOPBACK + httpPorts.get(index), own, words, standBy);
  }

  private DaemonSpec dataNode(int index, Ports ports) {
    String name = "datanode-" + (index + 1);
    Host host = spec.hosts().get(index);
    Map<String, String> own = new LinkedHashMap<>();
    String http = LOOPBACK + ports.next();
    List<String> stores = new ArrayList<>();
    for (int i = 0; i < host.storage().size(); i++) {
      String type = host.storage().get(i);
      stores.add("[" + type + "]" + layout.data(name).resolve(type + "-" + (i + 1)).toUri());
    }
    own.put("dfs.datanode.data.dir", String.join(",", stores));
    own.put("dfs.datanode.hostname", host.name());
    own.put("dfs.datanode.address", LOOPBACK + ports.next());
    own.put("dfs.datanode.http.address", http);
    own.put("dfs.datanode.ipc.address", LOOPBACK + ports.next());
    return daemon(name, DaemonKind.DATANODE, index, http, own, List.of(), List.of());
  }

  private DaemonSpec daemon(
      String name,
      DaemonKind kind,
      int host,
      String http,
      Map<String, String> own,
      List<String> words,
      List<String> again) {
    return new DaemonSpec(name, kind, spec.hosts().get(host), http, own, words, again);
  }
}
