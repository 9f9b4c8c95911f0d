package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.PendingReason.Kind;
import dev.firesteel.api.resource.ResourceProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.AgentID;

/** Why executors of a profile cannot be had, from what offers looked like. */
final class Explanation {
  /** The most that each agent ever had for this application, in thousandths by name. */
  private final Map<AgentID, Map<String, Long>> seen = new HashMap<>();

  /** What each agent had at its newest offer since the subscription, in thousandths by name. */
  private final Map<AgentID, Map<String, Long>> newest = new HashMap<>();

  private final OfferRules rules;
  private final Misfits misfits;

  Explanation(OfferRules rules) {
    this.rules = rules;
    this.misfits = new Misfits(rules.constraints());
  }

  /** Offers begin anew. */
  void subscribed() {
    newest.clear();
  }

  /**
   * An agent offers something.
   *
   * @param free how much, in thousandths by name
   * @param taken what executors certainly have of it besides, likewise
   */
  void note(AgentOffers offers, Map<String, Long> free, Map<String, Long> taken) {
    AgentID agent = offers.agent();
    misfits.note(offers.first(), !seen.containsKey(agent));
    Map<String, Long> has = new TreeMap<>(taken);
    free.forEach((name, n) -> has.merge(name, n, Long::sum));
    newest.put(agent, has);
    remember(agent);
  }

  /** An executor was there when its agent made its newest offer, after all. */
  void besides(AgentID agent, Need need) {
    Map<String, Long> has = newest.get(agent);
    if (has != null) {
      need.thousandths().forEach((name, n) -> has.merge(name, n, Long::sum));
      remember(agent);
    }
  }

  private void remember(AgentID agent) {
    Map<String, Long> most = seen.computeIfAbsent(agent, a -> new TreeMap<>());
    newest.getOrDefault(agent, Map.of()).forEach((name, n) -> most.merge(name, n, Math::max));
  }

  /** What can be said without any offer. */
  Optional<PendingReason> impossible(ResourceProfile profile) {
    int most = rules.limits().cores();
    if (most > 0 && profile.executor().cores() > most) {
      return Optional.of(
          new PendingReason(
              Kind.QUOTA,
              cannot(1, profile)
                  + OfferKeys.MAX_CORES
                  + " allows "
                  + most
                  + " cores in total (raise it or lower firesteel.executor.cores)"));
    }
    return Optional.empty();
  }

  /** Whether no agent was ever seen with as much as an executor takes, though some were seen. */
  private boolean tooLarge(Need need) {
    List<Map<String, Long>> fit = fit();
    return !fit.isEmpty() && fit.stream().noneMatch(most -> covers(most, need));
  }

  /** What agents had that meet the constraints. */
  private List<Map<String, Long>> fit() {
    return seen.entrySet().stream()
        .filter(each -> !misfits.has(each.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean covers(Map<String, Long> most, Need need) {
    return need.thousandths().entrySet().stream()
        .allMatch(each -> most.getOrDefault(each.getKey(), 0L) >= each.getValue());
  }

  /** Why offers did not help. */
  PendingReason because(ResourceProfile profile, int missing, Tally tally, long now) {
    Need need = rules.need(profile);
    Set<Veto.Kind> kinds = tally.kinds(now);
    String offers = tally.text(now);
    if (tally.isEmpty()) {
      return new PendingReason(Kind.WAITING, cannot(missing, profile) + silence());
    }
    if (misfits.all()) {
      return new PendingReason(
          Kind.CONSTRAINTS,
          cannot(missing, profile) + misfits.text() + "; change " + OfferKeys.CONSTRAINTS);
    }
    if (kinds.contains(Veto.Kind.LACKS) && tooLarge(need)) {
      return new PendingReason(
          Kind.TOO_LARGE,
          cannot(missing, profile)
              + offers
              + "; no agent has offered "
              + need
              + " so far, the largest had "
              + largest(need)
              + " (lower firesteel.executor.cores or firesteel.executor.memory"
              + (need.thousandths().containsKey(Need.GPUS) ? " or " + OfferKeys.GPUS : "")
              + ")");
    }
    if (kinds.equals(Set.of(Veto.Kind.CONSTRAINT))) {
      return new PendingReason(
          Kind.CLUSTER_BUSY,
          cannot(missing, profile)
              + offers
              + " (agents that meet it offer nothing now; wait, or change "
              + OfferKeys.CONSTRAINTS
              + ")");
    }
    return new PendingReason(kind(kinds), cannot(missing, profile) + offers + advice(kinds));
  }

  /** That there are no offers says less about a cluster that has made some before. */
  private String silence() {
    if (seen.isEmpty()) {
      return "Mesos has made no offer (all resources are in use by others, or the roles have no"
          + " share: see the master's page, roles and quota)";
    }
    return "Mesos has made no offer since this is wanted; before, "
        + (seen.size() == 1 ? "1 agent" : seen.size() + " agents")
        + " made some (offers are asked for again at most every "
        + OfferKeys.REVIVE_INTERVAL
        + ", and come once resources are free)";
  }

  private static Kind kind(Set<Veto.Kind> kinds) {
    if (kinds.contains(Veto.Kind.LACKS)) {
      return Kind.CLUSTER_BUSY;
    }
    if (kinds.contains(Veto.Kind.TOTAL_LIMIT) || kinds.contains(Veto.Kind.AGENT_LIMIT)) {
      return Kind.QUOTA;
    }
    return kinds.equals(Set.of(Veto.Kind.DECLINED)) ? Kind.WAITING : Kind.CONSTRAINTS;
  }

  private static String advice(Set<Veto.Kind> kinds) {
    if (kinds.contains(Veto.Kind.LACKS)) {
      return "";
    }
    if (kinds.contains(Veto.Kind.TOTAL_LIMIT)) {
      return " (raise " + OfferKeys.MAX_CORES + ")";
    }
    if (kinds.contains(Veto.Kind.AGENT_LIMIT)) {
      return " (raise " + OfferKeys.EXECUTORS_PER_AGENT + ")";
    }
    if (kinds.contains(Veto.Kind.CONSTRAINT)) {
      return " (change " + OfferKeys.CONSTRAINTS + ")";
    }
    return kinds.contains(Veto.Kind.GPUS_IDLE) ? " (set " + OfferKeys.GPUS + ")" : "";
  }

  private String largest(Need need) {
    StringBuilder text = new StringBuilder();
    for (String name : need.thousandths().keySet()) {
      long most = fit().stream().mapToLong(each -> each.getOrDefault(name, 0L)).max().orElse(0);
      text.append(text.isEmpty() ? "" : ", ").append(Need.text(name, most));
    }
    return text.toString();
  }

  private static String cannot(int missing, ResourceProfile profile) {
    return "Cannot start "
        + missing
        + (missing == 1 ? " executor of " : " executors of ")
        + profile.executor()
        + ": ";
  }
}
