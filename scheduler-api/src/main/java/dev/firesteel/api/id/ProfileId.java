package dev.firesteel.api.id;

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

  @Override
  public String toString() {
    return value;
  }
}
