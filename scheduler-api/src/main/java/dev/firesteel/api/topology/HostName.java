package dev.firesteel.api.topology;

import org.jspecify.annotations.Nullable;

/** The name by which a cluster calls one of its hosts; compared as text, in lower case. */
public record HostName(String value) implements Comparable<HostName> {
  /** This machine, as the local backends call it. */
  public static final HostName LOCALHOST = new HostName("localhost");

  /** Checks that the name is not blank and folds its case. */
  public HostName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Cannot make HostName: the value is blank");
    }
    value = value.toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public int compareTo(HostName other) {
    return value.compareTo(other.value);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof HostName other && value.equals(other.value);
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
