package dev.firesteel.api.id;

import org.jspecify.annotations.Nullable;

/**
 * A stage: tasks of one job that run without a shuffle between them. Unique within an application.
 */
public record StageId(int value) implements Comparable<StageId> {
  /** Checks that the value is not negative. */
  public StageId {
    if (value < 0) {
      throw new IllegalArgumentException("Cannot make StageId: " + value + " is negative");
    }
  }

  @Override
  public int compareTo(StageId other) {
    return Integer.compare(value, other.value);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof StageId other && value == other.value;
  }

  @Override
  public int hashCode() {
    return value;
  }

  @Override
  public String toString() {
    return "stage-" + value;
  }
}
