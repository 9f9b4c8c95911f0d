package dev.firesteel.api.id;

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

  @Override
  public String toString() {
    return "binary-" + value;
  }
}
