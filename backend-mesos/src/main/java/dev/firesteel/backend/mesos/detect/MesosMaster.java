package dev.firesteel.backend.mesos.detect;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a master URL of Mesos says; printed without the password that it may bear. */
public sealed interface MesosMaster {
  /** The forms that there are, for messages and for the provider. */
  String FORMS =
      "mesos://host:port[,host:port…] or mesos://zk://[user:password@]host:port[,host:port…]/path";

  /**
   * Masters of one cluster, of which one leads; a standby tells who does.
   *
   * @param masters at least one
   */
  record Listed(List<HostPort> masters) implements MesosMaster {
    /** Copies. */
    public Listed {
      masters = List.copyOf(masters);
    }

    @Override
    public String toString() {
      return "mesos://" + joined(masters);
    }
  }

  /**
   * An election in ZooKeeper.
   *
   * @param servers of ZooKeeper, at least one
   * @param path where masters enter themselves, absolute, not the root
   * @param digest {@code user:password} for ZooKeeper's scheme "digest", or empty
   */
  record Elected(List<HostPort> servers, String path, Optional<String> digest)
      implements MesosMaster {
    /** Copies. */
    public Elected {
      servers = List.copyOf(servers);
    }

    /** As ZooKeeper's clients want it. */
    public String connectString() {
      return joined(servers);
    }

    @Override
    public String toString() {
      String user = digest.map(d -> d.substring(0, d.indexOf(':')) + ":***@").orElse("");
      return "mesos://zk://" + user + connectString() + path;
    }
  }

  /** Whether the URL is of this kind, well-formed or not (rule P1). */
  static boolean accepts(MasterUrl master) {
    return master.value().startsWith("mesos:");
  }

  /**
   * Reads it.
   *
   * @throws FiresteelException (CONFIGURATION) if it is malformed, with the right form (rule P2)
   */
  static MesosMaster parse(MasterUrl master) {
    String text = master.value();
    if (!text.startsWith("mesos://")) {
      throw malformed(text, "it does not begin with mesos://");
    }
    String rest = text.substring("mesos://".length());
    return rest.startsWith("zk:") ? elected(text, rest) : new Listed(hosts(text, rest));
  }

  private static MesosMaster elected(String text, String rest) {
    Matcher form =
        Pattern.compile("zk://(?:([^@/]*)@)?([^/@]*)(/.*)?", Pattern.DOTALL).matcher(rest);
    if (!form.matches()) {
      throw malformed(text, "what follows mesos:// is no zk://host:port/path");
    }
    Optional<String> digest = Optional.ofNullable(form.group(1));
    if (digest.isPresent() && !digest.get().matches("[^:]+:.+")) {
      throw malformed(text, "what stands before @ is not user:password");
    }
    String path = form.group(3);
    if (path == null || !path.matches("(/[^/\\s]+)+/?")) {
      throw malformed(text, "it has no path at which masters enter themselves, such as /mesos");
    }
    String clean = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return new Elected(hosts(text, form.group(2)), clean, digest);
  }

  private static List<HostPort> hosts(String text, String list) {
    if (list.isEmpty()) {
      throw malformed(text, "it names no host");
    }
    return Arrays.stream(list.split(",", -1)).map(each -> host(text, each)).distinct().toList();
  }

  private static HostPort host(String text, String each) {
    return HostPort.parse(each)
        .orElseThrow(() -> malformed(text, "'" + each + "' is not host:port"));
  }

  private static FiresteelException malformed(String text, String why) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot use master '" + hidden(text) + "': " + why + " (use " + FORMS + ")");
  }

  private static String hidden(String text) {
    return text.replaceFirst("(zk:/*[^:@/]*:)[^@]*@", "$1***@");
  }

  private static String joined(List<HostPort> all) {
    return String.join(",", all.stream().map(HostPort::toString).toList());
  }
}
