package dev.firesteel.api.id;

import org.jspecify.annotations.Nullable;

/** One attempt of one task. Unique within an application, never used again. */
public record TaskId(long value) implements Comparable<TaskId> {
  /** Checks that the value is not negative. */
  public TaskId {
    if (value < 0) {
      throw new IllegalArgumentException("Cannot make TaskId: " + value + " is negative");
    }
  }

  @Override
  public int compareTo(TaskId other) {
    return Long.compare(value, other.value);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof TaskId other && value == other.value;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  @Override
  public String toString() {
    return "task-" + value;
  }
}
