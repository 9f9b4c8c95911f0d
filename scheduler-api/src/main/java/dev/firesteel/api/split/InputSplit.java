package dev.firesteel.api.split;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import java.util.List;

/**
 * A piece of input that one task reads: a range of a file, a slice of a collection. An immutable
 * value.
 */
public interface InputSplit {
  /** Approximate size in bytes, or 0 if unknown. */
  default long length() {
    return 0;
  }

  /** Hosts on whose disks the piece lies, best first; empty means anywhere. */
  default List<HostName> hosts() {
    return List.of();
  }

  /** Those of {@link #hosts} that hold the piece in memory. */
  default List<HostName> inMemoryHosts() {
    return List.of();
  }

  /** Full URIs of the files that it is part of, as far as they are known. */
  default List<String> files() {
    return List.of();
  }

  /** The rack of each of {@link #hosts}, in their order; empty if unknown. */
  default List<RackName> racks() {
    return List.of();
  }
}
