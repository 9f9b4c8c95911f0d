package dev.firesteel.api.backend;

import dev.firesteel.api.topology.HostName;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that the core wants at a moment (D1).
 *
 * @param generation grows with each snapshot
 * @param profiles one entry for each profile, in the order of importance
 * @param excludedHosts hosts on which nothing may be offered now
 */
public record DemandSnapshot(
    long generation, List<ProfileDemand> profiles, SortedSet<HostName> excludedHosts) {
  /** Copies the collections. */
  public DemandSnapshot {
    profiles = List.copyOf(profiles);
    excludedHosts = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(excludedHosts));
  }

  /** Nothing is wanted. */
  public static DemandSnapshot none(long generation) {
    return new DemandSnapshot(generation, List.of(), new TreeSet<>());
  }
}
