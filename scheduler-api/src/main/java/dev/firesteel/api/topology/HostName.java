package dev.firesteel.api.topology;

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

  @Override
  public String toString() {
    return value;
  }
}
