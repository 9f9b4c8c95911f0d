package dev.firesteel.protocol.transport;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * An application's secret, which its executors prove to know. Never logged, never on a command
 * line.
 */
public final class Secret {
  /** The environment variable by which executors get it, in hexadecimal. */
  public static final String ENVIRONMENT = "FIRESTEEL_SECRET";

  private final byte[] value;

  private Secret(byte[] value) {
    this.value = value;
  }

  /** A new random secret of 256 bits. */
  public static Secret random() {
    byte[] value = new byte[32];
    new SecureRandom().nextBytes(value);
    return new Secret(value);
  }

  /** The secret that was written by {@link #toHex}. */
  public static Secret ofHex(String hex) {
    return new Secret(HexFormat.of().parseHex(hex));
  }

  /** For the environment of an executor. */
  public String toHex() {
    return HexFormat.of().formatHex(value);
  }

  byte[] value() {
    return value.clone();
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
