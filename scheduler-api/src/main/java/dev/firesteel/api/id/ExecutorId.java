package dev.firesteel.api.id;

/** An executor. Chosen by the core at launch, unique within an application, never used again. */
public record ExecutorId(String value) implements Comparable<ExecutorId> {
  /** Checks that the value is not blank. */
  public ExecutorId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Cannot make ExecutorId: the value is blank");
    }
  }

  @Override
  public int compareTo(ExecutorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
