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
  private final Map<AgentOffers, Share> shares = new LinkedHashMap<>();
  private final Map<ProfileId, Map<Veto, Integer>> vetoes = new LinkedHashMap<>();

  /** What an agent's offers are for. */
  private static final class Share {
    private final Stock stock;
    private Optional<ResourceProfile> profile = Optional.empty();
    private int count;

    Share(Stock stock) {
      this.stock = stock;
    }
  }

  Deal(OfferRules rules, Judgement judgement, Holdings holdings, List<AgentOffers> offers) {
    this.rules = rules;
    this.judgement = judgement;
    this.holdings = holdings;
    offers.forEach(each -> shares.put(each, new Share(each.stock(rules.revocable()))));
  }

  /** Deals at most so many executors of a profile. */
  void deal(ProfileDemand demand, int wanted) {
    ResourceProfile profile = demand.profile();
    Need need = rules.need(profile);
    List<AgentOffers> able = able(profile, need);
    Map<HostName, Integer> wished = wished(demand);
    int left = wanted;
    if (!wished.isEmpty()) {
      left -= spread(able, left, demand.profile(), need, wished);
    }
    spread(able, left, profile, need, Map.of());
  }

  private List<AgentOffers> able(ResourceProfile profile, Need need) {
    List<AgentOffers> able = new ArrayList<>();
    shares.forEach(
        (offers, share) -> {
          if (share.profile.isEmpty()) {
            Optional<Veto> veto = judgement.veto(offers, share.stock, need, profile);
            if (veto.isEmpty()) {
              able.add(offers);
            } else {
              vetoes
                  .computeIfAbsent(profile.id(), id -> new HashMap<>())
                  .merge(veto.get(), offers.offers().size(), Integer::sum);
            }
          }
        });
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
      List<AgentOffers> able,
      int wanted,
      ResourceProfile profile,
      Need need,
      Map<HostName, Integer> most) {
    Map<HostName, Integer> left = new HashMap<>(most);
    ToIntFunction<AgentOffers> room =
        each -> most.isEmpty() ? 1 : left.getOrDefault(each.at().host(), 0);
    int dealt = 0;
    List<AgentOffers> round = new ArrayList<>(able);
    while (!round.isEmpty() && dealt < wanted) {
      List<AgentOffers> next = new ArrayList<>();
      for (AgentOffers each : round) {
        if (dealt < wanted && room.applyAsInt(each) > 0 && give(each, profile, need)) {
          left.merge(each.at().host(), -1, Integer::sum);
          dealt++;
          next.add(each);
        }
      }
      round = next;
    }
    return dealt;
  }

  private boolean give(AgentOffers offers, ResourceProfile profile, Need need) {
    Share share = shares.get(offers);
    if (share == null || judgement.veto(offers, share.stock, need, profile).isPresent()) {
      return false;
    }
    if (share.stock.take(need).isEmpty()) {
      return false;
    }
    share.profile = Optional.of(profile);
    share.count++;
    judgement.dealt(offers.agent(), profile);
    return true;
  }

  /** What is offered to the core. */
  List<Holdings.Open> dealt() {
    List<Holdings.Open> dealt = new ArrayList<>();
    shares.forEach(
        (offers, share) ->
            share.profile.ifPresent(
                profile -> dealt.add(new Holdings.Open(profile, share.count, offers))));
    return dealt;
  }

  /** What helps nobody now. */
  List<AgentOffers> rest() {
    return shares.entrySet().stream()
        .filter(each -> each.getValue().profile.isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Why offers did not help a profile, by number of offers. */
  Map<Veto, Integer> vetoes(ProfileId profile) {
    return vetoes.getOrDefault(profile, Map.of());
  }
}
