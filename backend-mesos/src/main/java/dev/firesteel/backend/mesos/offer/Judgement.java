package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.topology.HostName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;

/**
 * Whether an agent's offers help, for the time of one look at offers: what is dealt meanwhile
 * counts against the limits.
 */
final class Judgement {
  private final OfferRules rules;
  private final Absences absences;
  private final Set<HostName> excluded;
  private final Moment now;
  private final Map<AgentID, Integer> executors;
  private int cores;

  Judgement(
      OfferRules rules, Absences absences, Set<HostName> excluded, Holdings holdings, Moment now) {
    this.rules = rules;
    this.absences = absences;
    this.excluded = excluded;
    this.now = now;
    this.executors = new HashMap<>(holdings.executorsByAgent());
    this.cores = holdings.cores();
  }

  /** Why one executor more of a profile cannot be on what is left of an agent's offers. */
  Optional<Veto> veto(Lot lot, Need need, ResourceProfile profile) {
    AgentOffers offers = lot.offers;
    Stock stock = lot.stock;
    if (excluded.contains(offers.at().host())) {
      return Optional.of(Veto.EXCLUDED);
    }
    Optional<String> unmet = rules.constraints().unmet(offers.first());
    if (unmet.isPresent()) {
      return unmet.map(Veto::constraint);
    }
    if (absences.leaves(offers, now)) {
      return Optional.of(Veto.MAINTENANCE);
    }
    if (stock.has(Need.GPUS) && !need.thousandths().containsKey(Need.GPUS)) {
      return Optional.of(Veto.GPUS_IDLE);
    }
    Optional<String> lacks = stock.lacks(need);
    if (lacks.isPresent()) {
      return lacks.map(resource -> Veto.lacks(resource, need));
    }
    return absences.declined(offers.agent(), now.nanos())
        ? Optional.of(Veto.DECLINED)
        : limit(offers.agent(), profile);
  }

  private Optional<Veto> limit(AgentID agent, ResourceProfile profile) {
    OfferRules.Limits limits = rules.limits();
    int most = limits.executorsPerAgent();
    if (most > 0 && executors.getOrDefault(agent, 0) >= most) {
      return Optional.of(Veto.agentLimit(most));
    }
    if (limits.cores() > 0 && cores + profile.executor().cores() > limits.cores()) {
      return Optional.of(Veto.totalLimit(limits.cores()));
    }
    return Optional.empty();
  }

  /** One executor more of a profile may be there. */
  void dealt(AgentID agent, ResourceProfile profile) {
    executors.merge(agent, 1, Integer::sum);
    cores += profile.executor().cores();
  }
}
