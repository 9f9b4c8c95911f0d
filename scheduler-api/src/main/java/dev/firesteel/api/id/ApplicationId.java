package dev.firesteel.api.id;

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

  @Override
  public String toString() {
    return value;
  }
}
