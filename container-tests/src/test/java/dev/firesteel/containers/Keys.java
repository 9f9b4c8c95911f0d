package dev.firesteel.containers;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The key distribution centre on the head node, and how the other hosts get their keys. */
public final class Keys {
  /** Who uses a secured cluster. */
  public static final String PRINCIPAL = "alice@FIRESTEEL.DEV";

  /** Hers, on the edge node only. */
  public static final String KEYTAB = "/keys/alice.keytab";

  static final String KDC = "kdc";

  /** Where the secured cluster's settings are, and by which ticket tools log in. */
  static final Map<String, String> ENVIRONMENT =
      Map.of("HADOOP_CONF_DIR", "/opt/hadoop/secure", "KRB5CCNAME", "/keys/alice.ccache");

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Keys() {}

  /**
   * Starts the centre and spreads its keys as an administrator would: those of services to the
   * hosts that have some, that of the user to the edge node.
   */
  static void spread(Node head, List<Node> workers, Node edge) {
    head.daemon("start", KDC);
    Await.until(
        LIMIT,
        () -> head.run("test", "-e", "/data/kdc/ready").exitCode() == 0,
        () -> "no keys; the KDC says:\n" + head.text("/var/log/node/kdc.log"));
    String services = packed(head, "hdfs.* HTTP.* rm.* nm.*");
    unpack(head, services);
    workers.forEach(worker -> unpack(worker, services));
    unpack(edge, packed(head, "alice.*"));
  }

  private static String packed(Node head, String files) {
    return head.run("bash", "-c", "cd /data/kdc && tar c " + files + " | base64 -w0")
        .orFail()
        .out()
        .strip();
  }

  private static void unpack(Node node, String keys) {
    node.run(
            "bash",
            "-c",
            "mkdir -p /keys && cd /keys && base64 -d <<<\"$0\" | tar x && chmod 600 *",
            keys)
        .orFail();
  }
}
