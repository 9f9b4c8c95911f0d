package dev.firesteel.api.id;

import org.jspecify.annotations.Nullable;

/** The serialized program of a stage as sent to executors. */
public record BinaryId(long value) implements Comparable<BinaryId> {
  /** Checks that the value is not negative. */
  public BinaryId {
    if (value < 0) {
      throw new IllegalArgumentException("Cannot make BinaryId: " + value + " is negative");
    }
  }

  @Override
  public int compareTo(BinaryId other) {
    return Long.compare(value, other.value);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof BinaryId other && value == other.value;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  @Override
  public String toString() {
    return "binary-" + value;
  }
}
