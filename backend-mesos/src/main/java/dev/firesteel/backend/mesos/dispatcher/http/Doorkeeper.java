package dev.firesteel.backend.mesos.dispatcher.http;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows the secret of a dispatcher, if it has one.
 *
 * @param authorization the header by which clients show it
 */
public record Doorkeeper(Optional<String> authorization) {
  /**
   * Reads the secret of {@link ServiceKeys#SECRET_FILE}, for the dispatcher or a client.
   *
   * @throws FiresteelException (CONFIGURATION) if it cannot be read
   */
  public static Doorkeeper of(Config config) {
    String file = config.get(ServiceKeys.SECRET_FILE);
    return new Doorkeeper(
        file.isEmpty() ? Optional.empty() : Optional.of("Bearer " + secret(Path.of(file))));
  }

  private static String secret(Path file) {
    try {
      String line = Files.readString(file).lines().findFirst().orElse("").strip();
      if (line.matches("[\\x21-\\x7e]+")) {
        return line;
      }
      throw unusable(file, "its first line is no word of visible ASCII", null);
    } catch (IOException e) {
      throw unusable(file, e.toString(), e);
    }
  }

  private static FiresteelException unusable(Path file, String why, @Nullable IOException cause) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot use the dispatcher's secret in "
            + file
            + ": "
            + why
            + " (see "
            + ServiceKeys.SECRET_FILE
            + ")",
        cause);
  }

  /** Whether whoever shows this header may come in; takes the same time for all wrong ones. */
  boolean admits(String shown) {
    return authorization.isEmpty()
        || MessageDigest.isEqual(
            authorization.get().getBytes(StandardCharsets.UTF_8),
            shown.getBytes(StandardCharsets.UTF_8));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Doorkeeper[" + (authorization.isPresent() ? "with" : "without") + " a secret]";
  }
}
