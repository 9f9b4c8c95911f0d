package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.mesos.launch.Sandbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;

/**
 * Offers of one agent for one role that came together; Mesos takes them in one ACCEPT.
 *
 * @param offers at least one
 * @param at where the agent is
 */
record AgentOffers(List<Offer> offers, Placement at) {
  AgentOffers {
    offers = List.copyOf(offers);
  }

  /** Groups what came together. */
  static List<AgentOffers> of(Collection<Offer> offers, OfferRules rules) {
    record Key(String agent, String role) {}
    Map<Key, List<Offer>> groups = new LinkedHashMap<>();
    for (Offer offer : offers) {
      Key key = new Key(offer.getAgentId().getValue(), offer.getAllocationInfo().getRole());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(offer);
    }
    return groups.values().stream()
        .map(group -> new AgentOffers(group, rules.placement(group.get(0))))
        .toList();
  }

  Offer first() {
    return offers.get(0);
  }

  AgentID agent() {
    return first().getAgentId();
  }

  List<OfferID> ids() {
    return offers.stream().map(Offer::getId).toList();
  }

  Stock stock(Revocable revocable) {
    return Stock.of(
        offers.stream().flatMap(each -> each.getResourcesList().stream()).toList(), revocable);
  }

  /** When its host goes down for maintenance, in nanoseconds since 1970, if that is known. */
  OptionalLong unavailableFrom() {
    return offers.stream()
        .filter(Offer::hasUnavailability)
        .mapToLong(each -> each.getUnavailability().getStart().getNanoseconds())
        .min();
  }

  /** The agent's attributes as text; of those with one name, the last. */
  SortedMap<String, String> attributes() {
    SortedMap<String, String> all = new TreeMap<>();
    first().getAttributesList().forEach(each -> all.put(each.getName(), AttributeText.of(each)));
    return all;
  }

  Taken taken(List<Resource> resources) {
    return new Taken(agent(), Sandbox.agent(first()), at, resources);
  }
}
