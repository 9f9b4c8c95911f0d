package dev.firesteel.api.topology;

import org.jspecify.annotations.Nullable;

/**
 * A rack (a network location in Hadoop's terms, such as {@code /dc1/rack7}); hosts of one rack are
 * near each other.
 */
public record RackName(String value) implements Comparable<RackName> {
  /** The rack of hosts whose rack nobody told. */
  public static final RackName DEFAULT = new RackName("/default-rack");

  /** Checks that the name is not blank. */
  public RackName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Cannot make RackName: the value is blank");
    }
  }

  @Override
  public int compareTo(RackName other) {
    return value.compareTo(other.value);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof RackName other && value.equals(other.value);
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
