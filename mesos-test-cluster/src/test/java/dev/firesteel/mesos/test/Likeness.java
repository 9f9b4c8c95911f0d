package dev.firesteel.mesos.test;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;

/** Whether an offer of the double may stand for a recorded one. */
final class Likeness {
  private Likeness() {}

  /**
   * What is free may be spread over other offers here; the longer none is the same, the less it
   * must be.
   */
  static boolean isLike(Offer offer, Offer recorded, long waited, long patience) {
    return amounts(offer).equals(amounts(recorded))
        || waited > patience / 10 && kinds(offer).equals(kinds(recorded))
        || waited > patience / 3;
  }

  private static Set<String> kinds(Offer offer) {
    return offer.getResourcesList().stream().map(Resource::getName).collect(Collectors.toSet());
  }

  static String amounts(Offer offer) {
    Map<String, String> amounts = new TreeMap<>();
    for (Resource each : offer.getResourcesList()) {
      amounts.put(
          each.getName(),
          each.hasScalar() ? "" + each.getScalar().getValue() : each.getRanges().toString());
    }
    return offer.getAllocationInfo().getRole() + amounts;
  }
}
