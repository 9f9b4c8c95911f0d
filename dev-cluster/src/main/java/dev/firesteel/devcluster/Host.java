package dev.firesteel.devcluster;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A host as the daemons see it.
 *
 * @param name the name that DataNodes and NodeManagers on it bear; all listen on loopback
 * @param rack the rack, such as {@code /rack1}
 * @param storage the storage types of its DataNode, a directory for each: {@code DISK}, {@code
 *     SSD}, {@code ARCHIVE} or {@code RAM_DISK}
 */
public record Host(String name, String rack, List<String> storage) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern RACK = Pattern.compile("(/[A-Za-z0-9_.-]+)+");

  /** The rack of hosts for which none is said; it is Hadoop's. */
  public static final String DEFAULT_RACK = "/default-rack";

  /** Checks the parts. */
  public Host {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Cannot name a host '" + name + "': it is no host name (use letters, digits, - and .)");
    }
    if (!RACK.matcher(rack).matches()) {
      throw new IllegalArgumentException(
          "Cannot put host " + name + " into rack '" + rack + "' (write it as /rack1)");
    }
    storage = List.copyOf(storage);
    if (storage.isEmpty()) {
      throw new IllegalArgumentException("Host " + name + " has no storage (use DISK)");
    }
  }

  /** A host with one disk. */
  public Host(String name, String rack) {
    this(name, rack, List.of("DISK"));
  }

  /** A host in the default rack with one disk. */
  public Host(String name) {
    this(name, DEFAULT_RACK);
  }

  /**
   * Reads {@code name} or {@code name/rack}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Host parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? new Host(text) : new Host(text.substring(0, slash), text.substring(slash));
  }
}
