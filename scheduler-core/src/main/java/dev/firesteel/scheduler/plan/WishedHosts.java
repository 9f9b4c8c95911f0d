package dev.firesteel.scheduler.plan;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import java.util.List;

/**
 * The hosts on which a task would like to run, because they hold its input.
 *
 * @param hosts best first: those that hold it in memory, then the others; empty means anywhere
 * @param racks the rack of each of {@code hosts}, in their order; empty if unknown
 * @param inMemory how many of {@code hosts}, the first ones, hold it in memory
 */
public record WishedHosts(List<HostName> hosts, List<RackName> racks, int inMemory) {
  /** Anywhere. */
  public static final WishedHosts NONE = new WishedHosts(List.of(), List.of(), 0);

  /** Checks the numbers and copies the lists. */
  public WishedHosts {
    hosts = List.copyOf(hosts);
    racks = List.copyOf(racks);
    if (!racks.isEmpty() && racks.size() != hosts.size()) {
      throw new IllegalArgumentException(
          "Cannot wish " + hosts.size() + " hosts in " + racks.size() + " racks");
    }
    if (inMemory < 0 || inMemory > hosts.size()) {
      throw new IllegalArgumentException(
          "Cannot wish " + hosts.size() + " hosts, " + inMemory + " of them for their memory");
    }
  }

  /** Hosts of which no more is known. */
  public static WishedHosts of(List<HostName> hosts) {
    return new WishedHosts(hosts, List.of(), 0);
  }
}
