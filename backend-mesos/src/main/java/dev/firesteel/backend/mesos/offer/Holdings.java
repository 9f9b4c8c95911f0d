package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.topology.HostName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.AgentID;

/** What is offered to the core and what runs: counts by profile, agent and host. */
final class Holdings {
  private final Map<OfferId, Open> open = new LinkedHashMap<>();
  private final Map<ExecutorId, Placed> placed = new LinkedHashMap<>();

  /** Those that may have ended without a word of it: their resources may be free. */
  private final Set<ExecutorId> doubtful = new HashSet<>();

  /**
   * An offer that the core has not answered.
   *
   * @param profile for which it is
   * @param count how many executors of it may be launched there
   */
  record Open(ResourceProfile profile, int count, AgentOffers offers) {}

  /** An executor. */
  record Placed(ResourceProfile profile, Need need, Taken taken) {}

  // ---- open offers

  void open(OfferId id, Open offer) {
    open.put(id, offer);
  }

  Optional<Open> close(OfferId id) {
    return Optional.ofNullable(open.remove(id));
  }

  /** The newest last. */
  List<Map.Entry<OfferId, Open>> open() {
    return List.copyOf(open.entrySet());
  }

  int openFor(ProfileId profile) {
    return open.values().stream()
        .filter(each -> each.profile().id().equals(profile))
        .mapToInt(Open::count)
        .sum();
  }

  // ---- executors

  void place(ExecutorId id, ResourceProfile profile, Need need, Taken taken) {
    placed.put(id, new Placed(profile, need, taken));
  }

  boolean remove(ExecutorId id) {
    doubtful.remove(id);
    return placed.remove(id) != null;
  }

  /** An executor may have ended. */
  void doubt(ExecutorId id) {
    if (placed.containsKey(id)) {
      doubtful.add(id);
    }
  }

  /** All executors may have ended. */
  void doubtAll() {
    doubtful.addAll(placed.keySet());
  }

  /** An executor has not ended; returns it if that was in doubt. */
  Optional<Placed> sure(ExecutorId id) {
    return doubtful.remove(id) ? Optional.ofNullable(placed.get(id)) : Optional.empty();
  }

  int runningOf(ProfileId profile) {
    return (int)
        placed.values().stream().filter(each -> each.profile().id().equals(profile)).count();
  }

  // ---- sums

  /** Executors, and those that may be launched on open offers. */
  Map<AgentID, Integer> executorsByAgent() {
    Map<AgentID, Integer> counts = new HashMap<>();
    placed.values().forEach(each -> counts.merge(each.taken().agent(), 1, Integer::sum));
    open.values().forEach(each -> counts.merge(each.offers().agent(), each.count(), Integer::sum));
    return counts;
  }

  /** Cores of executors and open offers. */
  int cores() {
    int running =
        placed.values().stream().mapToInt(each -> each.profile().executor().cores()).sum();
    int offered =
        open.values().stream()
            .mapToInt(each -> each.count() * each.profile().executor().cores())
            .sum();
    return running + offered;
  }

  /** What executors certainly take of each agent, in thousandths by name. */
  Map<AgentID, Map<String, Long>> takenByAgent() {
    Map<AgentID, Map<String, Long>> all = new HashMap<>();
    placed.forEach(
        (id, each) -> {
          if (!doubtful.contains(id)) {
            Map<String, Long> sum = all.computeIfAbsent(each.taken().agent(), a -> new TreeMap<>());
            each.need().thousandths().forEach((name, n) -> sum.merge(name, n, Long::sum));
          }
        });
    return all;
  }

  /** Executors of a profile that are on a host or may be. */
  int on(HostName host, ProfileId profile) {
    long running =
        placed.values().stream()
            .filter(each -> each.profile().id().equals(profile))
            .filter(each -> each.taken().at().host().equals(host))
            .count();
    int offered =
        open.values().stream()
            .filter(each -> each.profile().id().equals(profile))
            .filter(each -> each.offers().at().host().equals(host))
            .mapToInt(Open::count)
            .sum();
    return (int) running + offered;
  }
}
