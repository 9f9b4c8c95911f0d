package dev.firesteel.devcluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The KDC, and what the other daemons and their clients are set to so that all prove who they are.
 */
final class KerberosPlan {
  /** The realm of all principals. */
  static final String REALM = "FIRESTEEL.DEV";

  /** The user for whom there is a keytab, a ticket and a home directory. */
  static final String USER = "alice";

  /** Who may do everything in HDFS. */
  static final String SUPERUSER = "hdfs";

  private static final String LOOPBACK = "127.0.0.1:";

  private final Layout layout;
  private final DaemonSpec kdc;
  private final int port;

  KerberosPlan(ClusterSpec spec, Layout layout, Ports ports) {
    this.layout = layout;
    this.port = ports.next();
    List<String> words = new ArrayList<>();
    words.add(LOOPBACK + port);
    words.add(layout.kerberos().toString());
    words.add(layout.krb5().toString());
    for (String user : List.of("hdfs", "HTTP", "rm", "nm", USER)) {
      words.add(principal(user));
    }
    kdc =
        new DaemonSpec(
            "kdc",
            DaemonKind.KDC,
            spec.hosts().get(0),
            LOOPBACK + port,
            Map.of(),
            List.copyOf(words),
            List.copyOf(words));
  }

  /** The principal of a user or a service; all services are on one host. */
  static String principal(String user) {
    return (user.equals(USER) ? user : user + "/localhost") + "@" + REALM;
  }

  DaemonSpec kdc() {
    return kdc;
  }

  /** What all JVMs that log in need to know. */
  String krb5() {
    return String.join(
        "\n",
        "[libdefaults]",
        "  default_realm = " + REALM,
        "  udp_preference_limit = 1",
        "  dns_lookup_kdc = false",
        "  dns_lookup_realm = false",
        "  dns_canonicalize_hostname = false",
        "  kdc_timeout = 5000",
        "  max_retries = 2",
        "[realms]",
        "  " + REALM + " = {",
        "    kdc = " + LOOPBACK + port,
        "  }",
        "");
  }

  /** What daemons and clients must agree on. */
  Map<String, String> common() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("hadoop.security.authentication", "kerberos");
    all.put("hadoop.security.authorization", "true");
    all.put("dfs.block.access.token.enable", "true");
    all.put("dfs.data.transfer.protection", "authentication");
    all.put("dfs.namenode.kerberos.principal", principal("hdfs"));
    all.put("dfs.datanode.kerberos.principal", principal("hdfs"));
    all.put("yarn.resourcemanager.principal", principal("rm"));
    all.put("yarn.nodemanager.principal", principal("nm"));
    return all;
  }

  /** What only daemons are told. */
  Map<String, String> ofDaemons() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("dfs.namenode.keytab.file", layout.keytab("hdfs").toString());
    all.put("dfs.datanode.keytab.file", layout.keytab("hdfs").toString());
    all.put("yarn.resourcemanager.keytab", layout.keytab("rm").toString());
    all.put("yarn.nodemanager.keytab", layout.keytab("nm").toString());
    all.put("dfs.web.authentication.kerberos.principal", principal("HTTP"));
    all.put("dfs.web.authentication.kerberos.keytab", layout.keytab("HTTP").toString());
    // No certificates and no ports that only root may open: clients prove themselves by SASL.
    all.put("ignore.secure.ports.for.testing", "true");
    all.put("firesteel.dev-cluster.homes", USER);
    return all;
  }
}
