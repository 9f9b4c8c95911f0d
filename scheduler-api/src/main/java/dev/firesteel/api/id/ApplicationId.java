package dev.firesteel.api.id;

import org.jspecify.annotations.Nullable;

/**
 * An application: one driver program from open to close of its session. Unique across a cluster.
 */
public record ApplicationId(String value) implements Comparable<ApplicationId> {
  /** Checks that the value is not blank. */
  public ApplicationId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Cannot make ApplicationId: the value is blank");
    }
  }

  @Override
  public int compareTo(ApplicationId other) {
    return value.compareTo(other.value);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof ApplicationId other && value.equals(other.value);
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
