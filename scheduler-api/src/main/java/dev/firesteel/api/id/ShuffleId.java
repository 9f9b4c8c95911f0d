package dev.firesteel.api.id;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A shuffle: the exchange between a map stage and the stages that read it. */
public record ShuffleId(int value) implements Comparable<ShuffleId>, Serializable {
  /** Checks that the value is not negative. */
  public ShuffleId {
    if (value < 0) {
      throw new IllegalArgumentException("Cannot make ShuffleId: " + value + " is negative");
    }
  }

  @Override
  public int compareTo(ShuffleId other) {
    return Integer.compare(value, other.value);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof ShuffleId other && value == other.value;
  }

  @Override
  public int hashCode() {
    return value;
  }

  @Override
  public String toString() {
    return "shuffle-" + value;
  }
}
