package dev.firesteel.api.id;

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

  @Override
  public String toString() {
    return "task-" + value;
  }
}
