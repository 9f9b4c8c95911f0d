package dev.firesteel.api.id;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

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

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof BroadcastId other && value == other.value;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  @Override
  public String toString() {
    return "broadcast-" + value;
  }
}
