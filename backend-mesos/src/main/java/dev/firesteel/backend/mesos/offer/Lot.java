package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.resource.ResourceProfile;
import java.util.Optional;

/** Offers of one agent while they are dealt: what is left of them, and for whom they are. */
final class Lot {
  final AgentOffers offers;
  final Stock stock;
  Optional<ResourceProfile> profile = Optional.empty();
  int count;

  Lot(AgentOffers offers, Revocable revocable) {
    this.offers = offers;
    this.stock = offers.stock(revocable);
  }
}
