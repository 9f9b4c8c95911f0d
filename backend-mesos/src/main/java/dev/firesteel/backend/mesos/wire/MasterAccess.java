package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.detect.HostPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/**
 * How masters and agents are spoken with: TLS or not, whom to trust, as whom. Made of {@link
 * WireKeys}; immutable.
 */
public final class MasterAccess {
  private final Optional<SSLContext> tls;
  private final boolean encrypted;
  private final Optional<String> authorization;
  private final Duration connectTimeout;

  private MasterAccess(Config config) {
    encrypted = config.get(WireKeys.TLS);
    tls = encrypted ? Trust.of(config) : Optional.empty();
    authorization = basic(config);
    connectTimeout = config.get(WireKeys.CONNECT_TIMEOUT);
  }

  /**
   * Reads the settings, and the files that they name.
   *
   * @throws FiresteelException (CONFIGURATION) if a file cannot be read or used
   */
  public static MasterAccess of(Config config) {
    return new MasterAccess(config);
  }

  /** A client of HTTP/1.1 that follows no redirects and works on these threads. */
  public HttpClient client(Executor threads) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(connectTimeout)
            .executor(threads);
    tls.ifPresent(client::sslContext);
    return client.build();
  }

  /** The address of a resource; {@code path} is encoded and begins with a slash. */
  public URI uri(HostPort at, String path) {
    return URI.create((encrypted ? "https://" : "http://") + at + path);
  }

  /** The header {@code Authorization} of each request, if the framework has a secret. */
  public Optional<String> authorization() {
    return authorization;
  }

  /** How long a connection may take. */
  Duration connectTimeout() {
    return connectTimeout;
  }

  /** Whether connections are encrypted, and masters known by their names. */
  boolean encrypted() {
    return encrypted;
  }

  private static Optional<String> basic(Config config) {
    String file = config.get(WireKeys.SECRET_FILE);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String principal = config.get(WireKeys.PRINCIPAL);
    if (principal.isEmpty()) {
      throw unusable("the file " + file, "there is no principal whose secret it is");
    }
    if (principal.indexOf(':') >= 0) {
      throw unusable("the principal '" + principal + "' with a secret", "it has a colon");
    }
    byte[] pair = (principal + ":" + firstLine(file)).getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** The first line of a file with a secret. */
  static String firstLine(String file) {
    try {
      String line = Files.readString(Path.of(file)).lines().findFirst().orElse("").strip();
      if (line.isEmpty()) {
        throw unusable("the file " + file, "its first line is empty");
      }
      return line;
    } catch (IOException | RuntimeException e) {
      if (e instanceof FiresteelException known) {
        throw known;
      }
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot read the secret in " + file + ": " + e + " (see firesteel.mesos.secret-file)",
          e);
    }
  }

  private static FiresteelException unusable(String what, String why) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot authenticate with "
            + what
            + ": "
            + why
            + " (see firesteel.mesos.principal and firesteel.mesos.secret-file)");
  }
}
