package dev.firesteel.devcluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A specification with ports and settings: what each daemon gets, and what clients get.
 *
 * @param fileSystem the address of the file system
 * @param shared settings of all daemons
 * @param client settings of clients
 * @param daemons the daemons
 * @param addresses the addresses of hosts
 * @param krb5 what JVMs need to know of Kerberos, if the cluster has it
 */
record Blueprint(
    String fileSystem,
    Map<String, String> shared,
    Map<String, String> client,
    List<DaemonSpec> daemons,
    HostAddresses addresses,
    Optional<String> krb5) {

  static Blueprint of(ClusterSpec spec, Layout layout, Ports ports) {
    Map<String, String> both = new LinkedHashMap<>();
    Map<String, String> shared = new LinkedHashMap<>();
    List<DaemonSpec> daemons = new ArrayList<>();
    HostAddresses addresses = new HostAddresses(spec.hosts());
    HdfsPlan hdfs = new HdfsPlan(spec, layout, ports, addresses);
    both.putAll(hdfs.common());
    shared.putAll(hdfs.ofDaemons());
    daemons.addAll(hdfs.daemons());
    Optional<KerberosPlan> kerberos =
        spec.kerberos() ? Optional.of(new KerberosPlan(spec, layout, ports)) : Optional.empty();
    kerberos.ifPresent(
        plan -> {
          both.putAll(plan.common());
          shared.putAll(plan.ofDaemons());
          daemons.add(0, plan.kdc());
        });
    spec.yarn()
        .ifPresent(
            yarn -> {
              YarnPlan plan = new YarnPlan(spec, yarn, layout, ports, addresses);
              both.putAll(plan.common());
              shared.putAll(plan.ofDaemons());
              daemons.addAll(plan.daemons());
            });
    both.putAll(spec.settings());
    Map<String, String> ofAll = new LinkedHashMap<>(shared);
    ofAll.putAll(both);
    Map<String, String> client = new LinkedHashMap<>(both);
    client.putAll(spec.clientSettings());
    return new Blueprint(
        hdfs.fileSystem(), ofAll, client, daemons, addresses, kerberos.map(KerberosPlan::krb5));
  }

  /** Everything that one daemon is set to. */
  Map<String, String> settingsOf(DaemonSpec daemon, ClusterSpec spec) {
    Map<String, String> all = new LinkedHashMap<>(shared);
    all.putAll(daemon.settings());
    all.putAll(spec.settingsOf(daemon.name()));
    return all;
  }
}
