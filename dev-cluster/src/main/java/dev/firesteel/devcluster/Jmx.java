package dev.firesteel.devcluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a daemon tells of itself over HTTP, as JSON text. */
record Jmx(String text) {
  private static final int LIMIT_MILLIS = 5_000;

  /** Asks for one bean; nothing if the daemon does not answer. */
  static Optional<Jmx> ask(String http, String bean) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://" + http + "/jmx?qry=" + bean)
                  .toURL()
                  .openConnection(java.net.Proxy.NO_PROXY);
      connection.setConnectTimeout(LIMIT_MILLIS);
      connection.setReadTimeout(LIMIT_MILLIS);
      try (InputStream in = connection.getInputStream()) {
        return Optional.of(new Jmx(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  OptionalLong number(String name) {
    Matcher found = Pattern.compile("\"" + name + "\" *: *(-?\\d+)").matcher(text);
    return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
  }

  Optional<String> string(String name) {
    Matcher found =
        Pattern.compile("\"" + name + "\" *: *\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** How often a pattern occurs. */
  long count(Pattern pattern) {
    return pattern.matcher(text).results().count();
  }
}
