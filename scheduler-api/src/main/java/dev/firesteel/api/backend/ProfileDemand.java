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
 * @param hostHints how many tasks that wait find their input on a host, 1 or more; hints, not
 *     conditions. A task counts for each host that holds its input, so that the sum says nothing.
 *     Told while executors are missing, of at most 500 hosts (those that most tasks wish), of no
 *     excluded ones; anew with a newer snapshot when more than a quarter has changed
 * @param localityWait how long a hinted host is worth waiting for, at least zero
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
