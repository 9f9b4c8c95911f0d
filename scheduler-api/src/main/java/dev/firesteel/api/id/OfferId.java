package dev.firesteel.api.id;

import org.jspecify.annotations.Nullable;

/** An offer of a backend. Unique within one run of the backend. */
public record OfferId(String value) implements Comparable<OfferId> {
  /** Checks that the value is not blank. */
  public OfferId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Cannot make OfferId: the value is blank");
    }
  }

  @Override
  public int compareTo(OfferId other) {
    return value.compareTo(other.value);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof OfferId other && value.equals(other.value);
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
