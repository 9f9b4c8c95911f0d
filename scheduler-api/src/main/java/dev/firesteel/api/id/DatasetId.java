package dev.firesteel.api.id;

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

  @Override
  public String toString() {
    return "dataset-" + value;
  }
}
