package dev.firesteel.devcluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What clients of a cluster with Kerberos use. Users are {@code alice} and the daemons' own. */
public final class Kerberos {
  private final Layout layout;
  private final String kdc;
  private final Duration limit;

  Kerberos(Layout layout, String kdc, Duration limit) {
    this.layout = layout;
    this.kdc = kdc;
    this.limit = limit;
  }

  /** For the system property {@code java.security.krb5.conf}, or the variable KRB5_CONFIG. */
  public Path krb5() {
    return layout.krb5();
  }

  /** The user's full name, such as {@code alice@FIRESTEEL.DEV}. */
  public String principal(String user) {
    return KerberosPlan.principal(user);
  }

  /** A file with the user's keys. */
  public Path keytab(String user) {
    return layout.keytab(user);
  }

  /** A ticket of a day for the user, for the variable KRB5CCNAME. */
  public Path ticket(String user) {
    return layout.ticket(user);
  }

  /**
   * Writes another ticket of the user into a file, as {@code kinit} does.
   *
   * @param validity how long it is valid; below zero it has expired already
   */
  public void ticket(String user, Path cache, Duration validity) {
    List<String> words =
        List.of(
            kdc,
            principal(user),
            keytab(user).toString(),
            cache.toString(),
            Long.toString(validity.toSeconds()));
    ClusterSpec plain = ClusterSpec.in(layout.directory()).build();
    String unused =
        Tool.run(
            new DaemonCommand(layout, plain)
                .tool("kdc", "dev.firesteel.devcluster.daemon.TicketMain", words),
            layout.logs().resolve("ticket.log"),
            limit);
  }
}
