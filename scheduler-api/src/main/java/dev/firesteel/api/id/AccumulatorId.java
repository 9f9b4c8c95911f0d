package dev.firesteel.api.id;

import java.io.Serializable;

/** An accumulator. Unique within an application. */
public record AccumulatorId(long value) implements Comparable<AccumulatorId>, Serializable {
  /** Checks that the value is not negative. */
  public AccumulatorId {
    if (value < 0) {
      throw new IllegalArgumentException("Cannot make AccumulatorId: " + value + " is negative");
    }
  }

  @Override
  public int compareTo(AccumulatorId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "accumulator-" + value;
  }
}
