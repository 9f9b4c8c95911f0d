package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.id.OfferId;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.OfferID;

/**
 * What to launch on offers of one agent.
 *
 * @param offer as the core knows the offers
 * @param offers as Mesos knows them
 * @param starts at least one
 * @param leftover how long what is left is refused
 */
public record Accept(OfferId offer, List<OfferID> offers, List<Start> starts, Duration leftover) {
  /** Copies the lists. */
  public Accept {
    offers = List.copyOf(offers);
    starts = List.copyOf(starts);
  }

  /**
   * One executor.
   *
   * @param launch what to start
   * @param taken where, and what it takes
   */
  public record Start(ExecutorLaunch launch, Taken taken) {}
}
