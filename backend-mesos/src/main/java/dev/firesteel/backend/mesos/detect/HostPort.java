package dev.firesteel.backend.mesos.detect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something listens.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([A-Za-z0-9.-]+)):(\\d{1,5})");

  /** Checks both. */
  public HostPort {
    if (host.isEmpty() || !valid(port)) {
      throw new IllegalArgumentException("No address: '" + host + ":" + port + "'");
    }
  }

  /** Reads {@code host:port} or {@code [IPv6]:port}; empty if it is something else. */
  public static Optional<HostPort> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String host = form.group(1) == null ? form.group(2) : form.group(1);
    int port = Integer.parseInt(form.group(3));
    return valid(port) ? Optional.of(new HostPort(host, port)) : Optional.empty();
  }

  private static boolean valid(int port) {
    return port >= 1 && port <= 65535;
  }

  /** As it stands in a URL. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  /** Where a redirection leads to; a master leaves out the scheme. */
  public static Optional<HostPort> ofLocation(String location) {
    return parse(location.replaceFirst("^([a-z]+:)?//", "").replaceFirst("[/?#].*", ""));
  }
}
