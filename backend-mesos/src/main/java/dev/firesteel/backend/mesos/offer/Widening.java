package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ProfileId;
import java.util.HashMap;
import java.util.Map;

/** Whether newer demand may take offers that older demand had no use for. */
final class Widening {
  private Widening() {}

  /** More executors, another profile, or a host that is not excluded any more. */
  static boolean between(DemandSnapshot older, DemandSnapshot newer) {
    if (!newer.excludedHosts().containsAll(older.excludedHosts())) {
      return true;
    }
    Map<ProfileId, ProfileDemand> before = new HashMap<>();
    older.profiles().forEach(each -> before.put(each.profile().id(), each));
    for (ProfileDemand each : newer.profiles()) {
      ProfileDemand last = before.get(each.profile().id());
      boolean same = last != null && last.profile().equals(each.profile());
      int had = last != null && same ? last.executors() : 0;
      if (each.executors() > had) {
        return true;
      }
    }
    return false;
  }
}
