package dev.firesteel.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 of some content.
 *
 * @param hex 64 digits in lower case
 */
public record Digest(String hex) {
  private static final int BUFFER = 1 << 16;
  private static final String FORM = "[0-9a-f]{64}";

  /** Checks the digits. */
  public Digest {
    if (!hex.matches(FORM)) {
      throw new IllegalArgumentException("Not a SHA-256: " + hex);
    }
  }

  public static boolean isOne(String text) {
    return text.matches(FORM);
  }

  public static Digest of(Path file) throws IOException {
    MessageDigest sha = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
      }
    }
    return new Digest(HexFormat.of().formatHex(sha.digest()));
  }

  public static Digest of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Digest(HexFormat.of().formatHex(sha256().digest(bytes)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
