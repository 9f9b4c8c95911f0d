package dev.firesteel.executor.broadcast;

import org.jspecify.annotations.Nullable;

/**
 * A broadcast that an executor holds.
 *
 * @param value what it is
 * @param valueBytes what the value takes in the heap, about
 * @param chunks what it came in; none if they were let go
 * @param chunkBytes what the chunks take
 */
record Held(@Nullable Object value, long valueBytes, byte[][] chunks, long chunkBytes) {
  private static final byte[][] NONE = {};

  /** A value whose chunks were let go. */
  Held(@Nullable Object value, long valueBytes) {
    this(value, valueBytes, NONE, 0);
  }

  Held withoutChunks() {
    return new Held(value, valueBytes);
  }

  /** Whether others can have it from here. */
  boolean serves() {
    return chunks.length > 0;
  }

  /** All that it takes. */
  long bytes() {
    return valueBytes + chunkBytes;
  }
}
