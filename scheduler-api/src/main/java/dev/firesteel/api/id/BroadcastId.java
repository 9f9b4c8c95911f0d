package dev.firesteel.api.id;

import java.io.Serializable;

/** A broadcast variable. Unique within an application. */
public record BroadcastId(long value) implements Comparable<BroadcastId>, Serializable {
  /** Checks that the value is not negative. */
  public BroadcastId {
    if (value < 0) {
      throw new IllegalArgumentException("Cannot make BroadcastId: " + value + " is negative");
    }
  }

  @Override
  public int compareTo(BroadcastId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "broadcast-" + value;
  }
}
