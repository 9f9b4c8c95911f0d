package dev.firesteel.io.storage;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import java.util.List;

/**
 * Who holds a range of a file.
 *
 * @param hosts hosts with a copy, best first: those in memory, then by their storage; empty if
 *     unknown
 * @param inMemoryHosts those of them that hold it in memory
 * @param racks the rack of each of {@code hosts}, in their order; empty if unknown
 */
public record Replicas(List<HostName> hosts, List<HostName> inMemoryHosts, List<RackName> racks) {
  /** Nobody that is known: equally far from everywhere. */
  public static final Replicas UNKNOWN = new Replicas(List.of(), List.of(), List.of());

  /** Checks the racks and copies the lists. */
  public Replicas {
    if (!racks.isEmpty() && racks.size() != hosts.size()) {
      throw new IllegalArgumentException(
          "Cannot make Replicas: " + hosts.size() + " hosts but " + racks.size() + " racks");
    }
    hosts = List.copyOf(hosts);
    inMemoryHosts = List.copyOf(inMemoryHosts);
    racks = List.copyOf(racks);
  }
}
