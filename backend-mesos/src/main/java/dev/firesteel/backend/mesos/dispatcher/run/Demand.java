package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.book.DriverBook;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** What is wanted of Mesos: those that run, and those that wait for an offer. */
final class Demand {
  private Map<ResourceProfile, Integer> last = Map.of();
  private SortedSet<HostName> excluded = Collections.emptySortedSet();
  private long generation;

  /**
   * The newest demand, if it is another one than the last.
   *
   * @param avoided hosts that get nothing now
   */
  Optional<DemandSnapshot> changed(DriverBook book, SortedSet<HostName> avoided) {
    Map<ResourceProfile, Integer> wanted = new LinkedHashMap<>();
    for (Entry each : book.in(DriverState.QUEUED)) {
      wanted.merge(DriverSize.of(each.driver().order()), 1, Integer::sum);
    }
    for (Entry each : book.placed()) {
      wanted.merge(DriverSize.of(each.driver().order()), 1, Integer::sum);
    }
    if (avoided.equals(excluded)
        && List.copyOf(wanted.entrySet()).equals(List.copyOf(last.entrySet()))) {
      return Optional.empty();
    }
    last = wanted;
    excluded = avoided;
    List<ProfileDemand> profiles = new ArrayList<>();
    wanted.forEach((profile, count) -> profiles.add(ProfileDemand.of(profile, count)));
    return Optional.of(new DemandSnapshot(++generation, profiles, avoided));
  }
}
