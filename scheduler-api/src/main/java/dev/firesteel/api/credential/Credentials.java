package dev.firesteel.api.credential;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What executors prove their identity by, opaque to all but its provider. Does not show itself.
 *
 * @param bytes what the provider installs; secret
 * @param life how long they can be used from now on; empty if nobody knows or nobody here can make
 *     newer ones
 */
public record Credentials(byte[] bytes, Optional<Duration> life) {
  private static final int PARTS = 4;
  private static final int USED_PARTS = 3;

  /** Copies the bytes. */
  public Credentials {
    bytes = bytes.clone();
    if (life.isPresent() && life.get().isNegative()) {
      throw new IllegalArgumentException("Cannot live for " + life.get() + " (use 0 or more)");
    }
  }

  /** A copy. */
  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** When newer ones are to be made: after three quarters of the life. */
  public Optional<Duration> renewAfter() {
    return life.map(all -> all.multipliedBy(USED_PARTS).dividedBy(PARTS));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Credentials that
        && Arrays.equals(bytes, that.bytes)
        && life.equals(that.life);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(bytes), life);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Credentials[" + bytes.length + " bytes, life " + life + "]";
  }
}
