package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.mesos.dispatcher.book.DriverEvent;
import dev.firesteel.backend.mesos.dispatcher.book.DriverLife;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who takes which offer: those that wait longest, each the first offer with room for it.
 *
 * @param byOffer launched entries by offer; empty where nobody takes it
 */
record Dealing(Map<OfferId, List<Entry>> byOffer) {
  /**
   * Deals.
   *
   * @param queue those that wait, in their order
   */
  static Dealing of(List<Offer> offers, List<Entry> queue) {
    Map<OfferId, List<Entry>> dealt = new LinkedHashMap<>();
    Map<OfferId, Resources> room = new LinkedHashMap<>();
    for (Offer each : offers) {
      dealt.put(each.id(), new ArrayList<>());
      room.put(each.id(), each.resources());
    }
    for (Entry entry : queue) {
      ResourceProfile size = DriverSize.of(entry.driver().order());
      for (Offer each : offers) {
        Resources left = room.getOrDefault(each.id(), Resources.NONE);
        if (each.profile().equals(Optional.of(size.id())) && left.covers(size.executor())) {
          room.put(each.id(), left.minus(size.executor()));
          dealt
              .computeIfAbsent(each.id(), id -> new ArrayList<>())
              .add(DriverLife.after(entry, new DriverEvent.Launch()));
          break;
        }
      }
    }
    return new Dealing(dealt);
  }

  /** All that are launched. */
  List<Entry> launched() {
    return byOffer.values().stream().flatMap(List::stream).toList();
  }
}
