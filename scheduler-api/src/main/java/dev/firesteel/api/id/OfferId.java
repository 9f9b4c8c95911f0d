package dev.firesteel.api.id;

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

  @Override
  public String toString() {
    return value;
  }
}
