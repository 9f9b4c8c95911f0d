package dev.firesteel.api.id;

import org.jspecify.annotations.Nullable;

/** A resource profile. Unique within an application. */
public record ProfileId(String value) implements Comparable<ProfileId> {
  /** Checks that the value is not blank. */
  public ProfileId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Cannot make ProfileId: the value is blank");
    }
  }

  @Override
  public int compareTo(ProfileId other) {
    return value.compareTo(other.value);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof ProfileId other && value.equals(other.value);
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
