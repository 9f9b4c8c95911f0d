package dev.firesteel.api.backend;

import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.topology.HostName;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is wanted of one profile.
 *
 * @param profile the profile
 * @param executors executors to have in total, launched and running ones included; 0 or more
 * @param hostHints how many tasks would like to run on a host; hints, not conditions
 * @param localityWait how long a hinted host is worth waiting for
 */
public record ProfileDemand(
    ResourceProfile profile,
    int executors,
    SortedMap<HostName, Integer> hostHints,
    Duration localityWait) {
  /** Checks the number and copies the map. */
  public ProfileDemand {
    if (executors < 0) {
      throw new IllegalArgumentException("Cannot demand " + executors + " executors");
    }
    hostHints = Collections.unmodifiableSortedMap(new TreeMap<>(hostHints));
  }

  /** Executors anywhere. */
  public static ProfileDemand of(ResourceProfile profile, int executors) {
    return new ProfileDemand(profile, executors, new TreeMap<>(), Duration.ZERO);
  }
}
