package dev.firesteel.api.id;

import org.jspecify.annotations.Nullable;

/** A node of the lineage. Unique within an application. */
public record DatasetId(int value) implements Comparable<DatasetId> {
  /** Checks that the value is not negative. */
  public DatasetId {
    if (value < 0) {
      throw new IllegalArgumentException("Cannot make DatasetId: " + value + " is negative");
    }
  }

  @Override
  public int compareTo(DatasetId other) {
    return Integer.compare(value, other.value);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof DatasetId other && value == other.value;
  }

  @Override
  public int hashCode() {
    return value;
  }

  @Override
  public String toString() {
    return "dataset-" + value;
  }
}
