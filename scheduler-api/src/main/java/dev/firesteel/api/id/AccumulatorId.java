package dev.firesteel.api.id;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

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

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof AccumulatorId other && value == other.value;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  @Override
  public String toString() {
    return "accumulator-" + value;
  }
}
