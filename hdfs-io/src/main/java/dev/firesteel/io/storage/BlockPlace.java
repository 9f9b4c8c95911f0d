package dev.firesteel.io.storage;

import dev.firesteel.api.topology.HostName;
import java.util.List;

/**
 * Where a range of a file lies.
 *
 * @param start the first byte
 * @param length the number of bytes
 * @param hosts hosts with a copy, those in memory first; empty if unknown
 * @param inMemoryHosts those of them that hold it in memory
 */
public record BlockPlace(
    long start, long length, List<HostName> hosts, List<HostName> inMemoryHosts) {
  /** Copies the lists. */
  public BlockPlace {
    hosts = List.copyOf(hosts);
    inMemoryHosts = List.copyOf(inMemoryHosts);
  }

  /** A range that is equally far from everywhere. */
  public static BlockPlace anywhere(long length) {
    return new BlockPlace(0, length, List.of(), List.of());
  }
}
