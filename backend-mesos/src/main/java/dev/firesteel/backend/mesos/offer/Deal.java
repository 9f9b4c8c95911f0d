package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.topology.HostName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Divides offers among profiles, in the order of their importance: each agent's go to one profile.
 * Executors are spread: one on each agent in turn, on hosts that tasks wish first.
 */
final class Deal {
  private final OfferRules rules;
  private final Judgement judgement;
  private final Holdings holdings;
  private final List<Lot> lots;
  private final Map<ProfileId, Map<Veto, Integer>> vetoes = new LinkedHashMap<>();

  Deal(OfferRules rules, Judgement judgement, Holdings holdings, List<Lot> lots) {
    this.rules = rules;
    this.judgement = judgement;
    this.holdings = holdings;
    this.lots = List.copyOf(lots);
  }

  /** Deals at most so many executors of a profile. */
  void deal(ProfileDemand demand, int wanted) {
    ResourceProfile profile = demand.profile();
    Need need = rules.need(profile);
    List<Lot> able = able(profile, need);
    Map<HostName, Integer> wished = wished(demand);
    int left = wanted;
    if (!wished.isEmpty()) {
      left -= spread(able, left, demand.profile(), need, wished);
    }
    spread(able, left, profile, need, Map.of());
  }

  private List<Lot> able(ResourceProfile profile, Need need) {
    List<Lot> able = new ArrayList<>();
    Map<Veto, Integer> against = vetoes.computeIfAbsent(profile.id(), id -> new HashMap<>());
    for (Lot lot : lots) {
      if (lot.profile.isEmpty()) {
        Optional<Veto> veto = judgement.veto(lot, need, profile);
        if (veto.isEmpty()) {
          able.add(lot);
        } else {
          against.merge(veto.get(), lot.offers.offers().size(), Integer::sum);
        }
      }
    }
    return able;
  }

  /** How many executors of a profile its tasks wish on each host beyond those that are there. */
  private Map<HostName, Integer> wished(ProfileDemand demand) {
    int slots = Math.max(1, demand.profile().slots());
    Map<HostName, Integer> wished = new HashMap<>();
    demand
        .hostHints()
        .forEach(
            (host, tasks) -> {
              int more = (tasks + slots - 1) / slots - holdings.on(host, demand.profile().id());
              if (more > 0) {
                wished.put(host, more);
              }
            });
    return wished;
  }

  /**
   * One on each in turn.
   *
   * @param most how many at most on each host; empty means that it does not matter
   */
  private int spread(
      List<Lot> able, int wanted, ResourceProfile profile, Need need, Map<HostName, Integer> most) {
    Map<HostName, Integer> left = new HashMap<>(most);
    ToIntFunction<Lot> room =
        each -> most.isEmpty() ? 1 : left.getOrDefault(each.offers.at().host(), 0);
    int dealt = 0;
    List<Lot> round = new ArrayList<>(able);
    while (!round.isEmpty() && dealt < wanted) {
      List<Lot> next = new ArrayList<>();
      for (Lot each : round) {
        if (dealt < wanted && room.applyAsInt(each) > 0 && give(each, profile, need)) {
          left.merge(each.offers.at().host(), -1, Integer::sum);
          dealt++;
          next.add(each);
        }
      }
      round = next;
    }
    return dealt;
  }

  private boolean give(Lot lot, ResourceProfile profile, Need need) {
    if (judgement.veto(lot, need, profile).isPresent() || lot.stock.take(need).isEmpty()) {
      return false;
    }
    lot.profile = Optional.of(profile);
    lot.count++;
    judgement.dealt(lot.offers.agent(), profile);
    return true;
  }

  /** What is offered to the core. */
  List<Holdings.Open> dealt() {
    List<Holdings.Open> dealt = new ArrayList<>();
    for (Lot lot : lots) {
      lot.profile.ifPresent(
          profile -> dealt.add(new Holdings.Open(profile, lot.count, lot.offers)));
    }
    return dealt;
  }

  /** What helps nobody now. */
  List<AgentOffers> rest() {
    return lots.stream().filter(lot -> lot.profile.isEmpty()).map(lot -> lot.offers).toList();
  }

  /** Why offers did not help a profile, by number of offers. */
  Map<Veto, Integer> vetoes(ProfileId profile) {
    return vetoes.getOrDefault(profile, Map.of());
  }
}
