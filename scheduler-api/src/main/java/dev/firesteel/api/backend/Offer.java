package dev.firesteel.api.backend;

import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.Placement;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Room for executors on one host.
 *
 * @param id the offer's id (D4)
 * @param at where
 * @param resources how much; several executors may share it
 * @param profile the profile that the offer was made for, if the cluster allocates for one; then
 *     only executors of it may be launched there
 * @param attributes what the cluster says of the host, such as {@code zone=a}
 */
public record Offer(
    OfferId id,
    Placement at,
    Resources resources,
    Optional<ProfileId> profile,
    SortedMap<String, String> attributes) {
  /** Copies the map. */
  public Offer {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }
}
