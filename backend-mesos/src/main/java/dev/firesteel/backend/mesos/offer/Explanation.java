package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.PendingReason.Kind;
import dev.firesteel.api.resource.ResourceProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.AgentID;

/** Why executors of a profile cannot be had, from what offers looked like. */
final class Explanation {
  /** The most that each agent ever had for this application, in thousandths by name. */
  private final Map<AgentID, Map<String, Long>> seen = new HashMap<>();

  private final OfferRules rules;

  Explanation(OfferRules rules) {
    this.rules = rules;
  }

  /** An agent offers this much, beside what executors have of it. */
  void note(AgentID agent, Map<String, Long> free, Map<String, Long> taken) {
    Map<String, Long> most = seen.computeIfAbsent(agent, a -> new TreeMap<>());
    free.forEach((name, n) -> most.merge(name, n + taken.getOrDefault(name, 0L), Math::max));
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
    return !seen.isEmpty() && seen.values().stream().noneMatch(most -> covers(most, need));
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
      return new PendingReason(
          Kind.WAITING,
          cannot(missing, profile)
              + "Mesos has made no offer (all resources are in use by others, or the roles have no"
              + " share: see the master's page, roles and quota)");
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
    return new PendingReason(kind(kinds), cannot(missing, profile) + offers + advice(kinds));
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
      long most =
          seen.values().stream().mapToLong(each -> each.getOrDefault(name, 0L)).max().orElse(0);
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
