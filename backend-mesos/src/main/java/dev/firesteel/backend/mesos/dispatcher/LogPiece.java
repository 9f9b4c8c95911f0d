package dev.firesteel.backend.mesos.dispatcher;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a log.
 *
 * @param bytes what is written there, in the program's encoding; a character may be cut in two
 * @param next the offset, in bytes, of what follows
 * @param more whether something follows already
 */
public record LogPiece(byte[] bytes, long next, boolean more) {
  /** Copies the bytes. */
  public LogPiece {
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof LogPiece other
        && next == other.next
        && more == other.more
        && Arrays.equals(bytes, other.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes) * 31 + Long.hashCode(next);
  }

  @Override
  public String toString() {
    return "LogPiece[" + bytes.length + " B before " + next + "]";
  }
}
