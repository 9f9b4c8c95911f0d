package dev.firesteel.devcluster;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What a client of a cluster needs in its environment, as lines that a shell can evaluate. */
final class Surroundings {
  private static final String LOCALHOST = "localhost";

  /** The user's own options stay. */
  private static final String THEIR_OWN_FIRST =
      "\"${FIRESTEEL_JAVA_OPTIONS:+$FIRESTEEL_JAVA_OPTIONS }\"";

  private final Layout layout;
  private final Description description;

  Surroundings(Layout layout, Description description) {
    this.layout = layout;
    this.description = description;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("# HDFS: " + description.fileSystem());
    lines.add("export HADOOP_CONF_DIR=" + quoted(layout.conf().toString()));
    if (needsNames()) {
      lines.add("export FIRESTEEL_JAVA_OPTIONS=" + THEIR_OWN_FIRST + quoted(javaOption()));
    }
    if (Files.exists(layout.krb5())) {
      String user = KerberosPlan.USER;
      lines.add("export KRB5_CONFIG=" + quoted(layout.krb5().toString()));
      lines.add("export KRB5CCNAME=" + quoted(layout.ticket(user).toString()));
      lines.add(
          "# Kerberos: a day's ticket of "
              + user
              + "; --principal "
              + KerberosPlan.principal(user)
              + " --keytab "
              + quoted(layout.keytab(user).toString()));
    }
    return lines;
  }

  /** Clients talk to NodeManagers by names that are in no DNS; of DataNodes they get addresses. */
  private boolean needsNames() {
    return description.daemons().values().stream()
        .anyMatch(each -> each.kind() == DaemonKind.NODEMANAGER && !each.host().equals(LOCALHOST));
  }

  private String javaOption() {
    return "-Djdk.net.hosts.file=" + layout.hosts();
  }

  /** As a word of a shell. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
