package dev.firesteel.containers;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The key distribution centre on the head node, and how the other hosts get their keys. */
public final class Keys {
  /** Who uses a secured cluster. */
  public static final String PRINCIPAL = "alice@FIRESTEEL.DEV";

  /** On every host, but no user has it where the cluster's settings are. */
  public static final String KEYTAB = "/keys/alice.keytab";

  static final String KDC = "kdc";

  /** Where the secured cluster's settings are, and who users are without keytab. */
  static final Map<String, String> ENVIRONMENT =
      Map.of("HADOOP_CONF_DIR", "/opt/hadoop/secure", "KRB5CCNAME", "/keys/alice.ccache");

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Keys() {}

  /** Starts the centre and gives its keys to all hosts, as an administrator would. */
  static void spread(Node head, List<Node> all) {
    head.daemon("start", KDC);
    Await.until(
        LIMIT,
        () -> head.run("test", "-e", "/data/kdc/ready").exitCode() == 0,
        () -> "no keys; the KDC says:\n" + head.text("/var/log/node/kdc.log"));
    String keys =
        head.run("bash", "-c", "cd /data/kdc && tar c *.keytab *.ccache | base64 -w0")
            .orFail()
            .out();
    for (Node each : all) {
      each.run(
              "bash",
              "-c",
              "mkdir -p /keys && cd /keys && base64 -d <<<\"$0\" | tar x && chmod 600 *",
              keys.strip())
          .orFail();
    }
  }
}
