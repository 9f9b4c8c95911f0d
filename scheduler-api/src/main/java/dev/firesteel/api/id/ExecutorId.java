package dev.firesteel.api.id;

import org.jspecify.annotations.Nullable;

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

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof ExecutorId other && value.equals(other.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
