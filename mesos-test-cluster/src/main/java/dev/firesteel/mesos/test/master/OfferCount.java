package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.OfferFigures;
import java.time.Duration;

/** Counts what becomes of a framework's offers. */
final class OfferCount {
  private long chances;
  private long served;
  private long held;
  private long made;
  private long accepted;
  private long declined;
  private long rescinded;
  private long longest;

  void chance() {
    chances++;
  }

  void served() {
    served++;
  }

  void held() {
    held++;
  }

  void made() {
    made++;
  }

  void accepted(Offer offer, long now) {
    accepted++;
    answered(offer, now);
  }

  void declined(Offer offer, long now) {
    declined++;
    answered(offer, now);
  }

  private void answered(Offer offer, long now) {
    longest = Math.max(longest, now - offer.madeAt());
  }

  void rescinded() {
    rescinded++;
  }

  OfferFigures figures() {
    return new OfferFigures(
        chances, served, held, made, accepted, declined, rescinded, Duration.ofMillis(longest));
  }
}
