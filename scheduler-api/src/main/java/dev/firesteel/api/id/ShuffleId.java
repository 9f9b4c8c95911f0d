package dev.firesteel.api.id;

import java.io.Serializable;

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

  @Override
  public String toString() {
    return "shuffle-" + value;
  }
}
