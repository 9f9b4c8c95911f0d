package dev.firesteel.api.id;

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

  @Override
  public String toString() {
    return "stage-" + value;
  }
}
