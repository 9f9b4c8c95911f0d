package dev.firesteel.protocol.transport;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An application's secret, which its executors prove to know. Never logged, never on a command
 * line.
 */
public final class Secret {
  /** The environment variable by which executors get it, in hexadecimal. */
  public static final String ENVIRONMENT = "FIRESTEEL_SECRET";

  private static final int BYTES = 32;

  private byte @Nullable [] value;

  private Secret(byte @Nullable [] value) {
    this.value = value;
  }

  /** A new random secret of 256 bits. Drawn when it is first needed. */
  public static Secret random() {
    return new Secret(null);
  }

  /**
   * The secret that was written by {@link #toHex}.
   *
   * @throws FiresteelException of category SECURITY if it was not
   */
  public static Secret ofHex(String hex) {
    try {
      byte[] value = HexFormat.of().parseHex(hex);
      if (value.length == BYTES) {
        return new Secret(value);
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the text, which may be nearly the secret.
    }
    throw new FiresteelException(
        ErrorCategory.SECURITY,
        "Cannot use the application's secret: it is not "
            + 2 * BYTES
            + " hexadecimal digits (set "
            + ENVIRONMENT
            + " as the driver does)");
  }

  /** For the environment of an executor. */
  public String toHex() {
    return HexFormat.of().formatHex(value());
  }

  /** Whether this and {@code other} are the same; takes equally long for all that differ. */
  public boolean matches(Secret other) {
    return other == this || MessageDigest.isEqual(value(), other.value());
  }

  /** The bytes, as the key of a proof. */
  public synchronized byte[] value() {
    byte[] drawn = value;
    if (drawn == null) {
      drawn = new byte[BYTES];
      new SecureRandom().nextBytes(drawn);
      value = drawn;
    }
    return drawn.clone();
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
