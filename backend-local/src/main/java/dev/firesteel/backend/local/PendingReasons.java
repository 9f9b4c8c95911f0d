package dev.firesteel.backend.local;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why demand is not met, and what of it the core has not heard yet (rules D9 and P3). */
final class PendingReasons {
  private final String master;
  private final Capacity capacity;
  private Map<ProfileId, PendingReason> said = Map.of();

  PendingReasons(String master, Capacity capacity) {
    this.master = master;
    this.capacity = capacity;
  }

  /** Why waiting for other executors to end does not help, if so. */
  Optional<PendingReason> impossible(ProfileDemand demand, boolean excluded) {
    Resources need = demand.profile().executor();
    String executor = "Cannot start an executor of " + need + " on " + master + ": ";
    if (!need.extra().isEmpty()) {
      return Optional.of(
          new PendingReason(
              PendingReason.Kind.UNSUPPORTED,
              executor
                  + "local masters have no EXTRA_RESOURCES such as "
                  + need.extra().firstKey()
                  + " (leave them out of the profile or use a cluster)"));
    }
    if (!capacity.everFits(need)) {
      return Optional.of(
          new PendingReason(PendingReason.Kind.TOO_LARGE, tooLarge(master, need, capacity)));
    }
    if (excluded) {
      return Optional.of(
          new PendingReason(PendingReason.Kind.CONSTRAINTS, executor + hosts() + " excluded"));
    }
    return Optional.empty();
  }

  private String hosts() {
    List<String> all = capacity.hosts().stream().map(HostName::value).toList();
    return all.size() == 1
        ? "its only host, " + all.get(0) + ", is"
        : "all of its hosts, " + String.join(", ", all) + ", are";
  }

  /** An executor does not fit onto any worker, even an empty one. */
  static String tooLarge(String master, Resources need, Capacity capacity) {
    return "Cannot start an executor of "
        + need
        + " on "
        + master
        + ": it has "
        + capacity.describe()
        + " (raise the numbers in the master URL or lower firesteel.executor.cores and"
        + " firesteel.executor.memory)";
  }

  /** All that is large enough is in use. */
  PendingReason busy(ProfileDemand demand, int missing, Set<HostName> excluded) {
    return new PendingReason(
        PendingReason.Kind.CLUSTER_BUSY,
        "Cannot start "
            + missing
            + " of "
            + demand.executors()
            + " executors of "
            + demand.profile().executor()
            + " on "
            + master
            + ": all of its "
            + capacity.describe()
            + (excluded.isEmpty() ? "" : " beside excluded hosts " + excluded)
            + " is in use (raise the numbers in the master URL or lower"
            + " firesteel.executor.instances)");
  }

  /** Reasons to tell since the last call, empty lists for those that are resolved. */
  Map<ProfileId, List<PendingReason>> changes(Map<ProfileId, PendingReason> now) {
    Map<ProfileId, List<PendingReason>> changes = new LinkedHashMap<>();
    said.keySet().stream()
        .filter(id -> !now.containsKey(id))
        .forEach(id -> changes.put(id, List.of()));
    now.forEach(
        (id, reason) -> {
          if (!reason.equals(said.get(id))) {
            changes.put(id, List.of(reason));
          }
        });
    said = Map.copyOf(now);
    return changes;
  }
}
