package dev.firesteel.devcluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The daemons and settings of YARN. */
final class YarnPlan {
  private static final String LOOPBACK = "127.0.0.1:";

  private final ClusterSpec spec;
  private final YarnSpec yarn;
  private final Layout layout;
  private final HostAddresses addresses;
  private final Map<String, String> common = new LinkedHashMap<>();
  private final List<DaemonSpec> daemons = new ArrayList<>();

  YarnPlan(ClusterSpec spec, YarnSpec yarn, Layout layout, Ports ports, HostAddresses addresses) {
    this.spec = spec;
    this.yarn = yarn;
    this.layout = layout;
    this.addresses = addresses;
    for (String service : List.of("", ".scheduler", ".resource-tracker", ".admin")) {
      common.put("yarn.resourcemanager" + service + ".address", LOOPBACK + ports.next());
    }
    String web = LOOPBACK + ports.next();
    common.put("yarn.resourcemanager.webapp.address", web);
    common.put("yarn.application.classpath", layout.conf() + "," + DaemonJars.directory() + "/*");
    daemons.add(
        new DaemonSpec(
            "resourcemanager",
            DaemonKind.RESOURCEMANAGER,
            spec.hosts().get(0),
            web,
            scheduler(),
            List.of(),
            List.of()));
    for (int i = 0; i < yarn.nodeManagers(); i++) {
      daemons.add(nodeManager(i, ports));
    }
  }

  /** What daemons and clients must agree on. */
  Map<String, String> common() {
    return common;
  }

  List<DaemonSpec> daemons() {
    return daemons;
  }

  /** What only daemons are told. */
  Map<String, String> ofDaemons() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("yarn.resourcemanager.connect.retry-interval.ms", "200");
    all.put("yarn.resourcemanager.nodes.exclude-path", layout.excludedNodes().toString());
    all.put("yarn.nm.liveness-monitor.expiry-interval-ms", "20000");
    all.put("yarn.scheduler.minimum-allocation-mb", "64");
    all.put("yarn.scheduler.maximum-allocation-mb", Integer.toString(yarn.memoryMebibytes()));
    all.put("yarn.scheduler.maximum-allocation-vcores", Integer.toString(yarn.vcores()));
    all.put("yarn.nodemanager.resource.memory-mb", Integer.toString(yarn.memoryMebibytes()));
    all.put("yarn.nodemanager.resource.cpu-vcores", Integer.toString(yarn.vcores()));
    all.put("yarn.nodemanager.vmem-check-enabled", "false");
    all.put("yarn.nodemanager.pmem-check-enabled", "false");
    all.put(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.9");
    return all;
  }

  private static Map<String, String> scheduler() {
    String prefix = "yarn.scheduler.capacity.";
    Map<String, String> all = new LinkedHashMap<>();
    all.put(prefix + "root.queues", "default");
    all.put(prefix + "root.default.capacity", "100");
    all.put(prefix + "root.default.state", "RUNNING");
    all.put(prefix + "maximum-am-resource-percent", "0.8");
    all.put(
        prefix + "resource-calculator",
        "org.apache.hadoop.yarn.util.resource.DominantResourceCalculator");
    return all;
  }

  private DaemonSpec nodeManager(int index, Ports ports) {
    String name = "nodemanager-" + (index + 1);
    Host host = spec.hosts().get(index);
    int web = ports.next();
    Map<String, String> own = new LinkedHashMap<>();
    own.put("yarn.nodemanager.hostname", host.name());
    own.put("yarn.nodemanager.address", host.name() + ":" + ports.next());
    own.put("yarn.nodemanager.localizer.address", host.name() + ":" + ports.next());
    own.put("yarn.nodemanager.webapp.address", host.name() + ":" + web);
    own.put("yarn.nodemanager.local-dirs", layout.data(name).resolve("local").toString());
    own.put("yarn.nodemanager.log-dirs", layout.logs().resolve("containers-" + name).toString());
    // Containers' JVMs must find the other hosts too.
    own.put(
        "yarn.nodemanager.admin-env",
        "MALLOC_ARENA_MAX=4,JAVA_TOOL_OPTIONS=-Djdk.net.hosts.file="
            + layout.hosts()
            + (spec.kerberos() ? " " + DaemonCommand.krb5Option(layout) : ""));
    return new DaemonSpec(
        name,
        DaemonKind.NODEMANAGER,
        host,
        addresses.of(host) + ":" + web,
        own,
        List.of(),
        List.of());
  }
}
