package dev.firesteel.backend.local;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.Placement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Demand, offers and the room they and the executors take (rules D1 to D9, E6, E7): one offer for
 * each missing executor, as far as there is room. Not thread-safe; tells events to its sink.
 */
final class OfferBook {
  private final Capacity capacity;
  private final PendingReasons pending;
  private final Consumer<Consumer<BackendEvents>> events;
  private final Map<OfferId, Held> open = new LinkedHashMap<>();
  private final Map<ExecutorId, Held> running = new LinkedHashMap<>();
  private final Set<Refusal> refused = new HashSet<>();
  private final Set<ExecutorId> used = new HashSet<>();
  private DemandSnapshot demand = DemandSnapshot.none(Long.MIN_VALUE);
  private long lastOffer;

  OfferBook(String master, Capacity capacity, Consumer<Consumer<BackendEvents>> events) {
    this.capacity = capacity;
    this.pending = new PendingReasons(master, capacity);
    this.events = events;
  }

  private record Held(ProfileId profile, Resources resources, Capacity.Room room) {}

  /** A declined offer's room, kept free until {@link #forget} or newer demand. */
  static final class Refusal {
    private final Capacity.Room room;

    private Refusal(Capacity.Room room) {
      this.room = room;
    }
  }

  /** Takes newer demand. */
  void declare(DemandSnapshot newer) {
    if (newer.generation() <= demand.generation()) {
      return;
    }
    demand = newer;
    refused.forEach(refusal -> capacity.free(refusal.room));
    refused.clear();
    fill();
  }

  /** Takes an offer back from the core, with its room unused until the refusal is forgotten. */
  Optional<Refusal> decline(OfferId offer) {
    Held held = open.remove(offer);
    if (held == null) {
      return Optional.empty();
    }
    Refusal refusal = new Refusal(held.room());
    refused.add(refusal);
    return Optional.of(refusal);
  }

  /** Whether a refusal still holds. */
  boolean holds(Refusal refusal) {
    return refused.contains(refusal);
  }

  /** Ends a refusal, if newer demand has not ended it before. */
  void forget(Refusal refusal) {
    if (refused.remove(refusal)) {
      capacity.free(refusal.room);
      fill();
    }
  }

  /** Uses up an offer; returns the launches that are right. The others are answered. */
  List<ExecutorLaunch> launch(OfferId offer, List<ExecutorLaunch> launches) {
    Held held = open.remove(offer);
    if (held == null) {
      refuse(launches, LossCause.OFFER_GONE, "offer " + offer + " is not open");
      return List.of();
    }
    capacity.free(held.room());
    List<ExecutorLaunch> right = new ArrayList<>();
    Resources sum = Resources.NONE;
    Optional<String> wrong = Optional.empty();
    for (ExecutorLaunch launch : launches) {
      if (!used.add(launch.executor())) {
        refuse(List.of(launch), LossCause.INVALID_LAUNCH, "its id was used before");
        continue;
      }
      sum = sum.plus(launch.profile().executor());
      if (!launch.profile().id().equals(held.profile())) {
        wrong = Optional.of("offer " + offer + " is for profile " + held.profile());
      }
      right.add(launch);
    }
    if (!held.resources().covers(sum)) {
      wrong = Optional.of("offer " + offer + " has " + held.resources() + ", not " + sum);
    }
    if (wrong.isPresent()) {
      refuse(right, LossCause.INVALID_LAUNCH, wrong.get());
      right.clear();
    }
    for (ExecutorLaunch launch : right) {
      Resources need = launch.profile().executor();
      Capacity.Room room = capacity.takeAgain(held.room(), need);
      running.put(launch.executor(), new Held(launch.profile().id(), need, room));
    }
    fill();
    return List.copyOf(right);
  }

  private void refuse(List<ExecutorLaunch> launches, LossCause cause, String why) {
    for (ExecutorLaunch launch : launches) {
      String text = "Cannot launch executor " + launch.executor() + ": " + why;
      events.accept(to -> to.lost(launch.executor(), LossReason.of(cause, text)));
    }
  }

  /** Where an executor was launched. */
  Placement at(ExecutorId executor) {
    Held held = running.get(executor);
    if (held == null) {
      throw new IllegalStateException(executor + " does not run");
    }
    return held.room().at();
  }

  /** Frees the room of an executor that has ended. */
  void ended(ExecutorId executor) {
    Held held = running.remove(executor);
    if (held != null) {
      capacity.free(held.room());
      fill();
    }
  }

  /** Makes open offers equal to missing executors, as far as there is room. */
  private void fill() {
    boolean excluded = demand.excludedHosts().containsAll(capacity.hosts());
    Map<ProfileId, Integer> wanted = new LinkedHashMap<>();
    demand.profiles().forEach(p -> wanted.put(p.profile().id(), missing(p)));
    rescind(wanted);
    List<Offer> offers = new ArrayList<>();
    Map<ProfileId, PendingReason> reasons = new LinkedHashMap<>();
    for (ProfileDemand profile : demand.profiles()) {
      Optional<PendingReason> impossible =
          missing(profile) > 0 ? pending.impossible(profile, excluded) : Optional.empty();
      int missing = missing(profile) - openFor(profile.profile().id());
      while (missing > 0 && impossible.isEmpty() && offer(profile, offers)) {
        missing--;
      }
      if (impossible.isPresent()) {
        reasons.put(profile.profile().id(), impossible.get());
      } else if (missing > 0 && refused.isEmpty()) {
        reasons.put(profile.profile().id(), pending.busy(profile, missing, demand.excludedHosts()));
      }
    }
    if (!offers.isEmpty()) {
      events.accept(to -> to.offered(List.copyOf(offers)));
    }
    pending.changes(reasons).forEach((id, why) -> events.accept(to -> to.pending(id, why)));
  }

  private boolean offer(ProfileDemand profile, List<Offer> offers) {
    Resources need = profile.profile().executor();
    Optional<Capacity.Room> room = capacity.take(need, demand.excludedHosts());
    if (room.isEmpty()) {
      return false;
    }
    ProfileId id = profile.profile().id();
    OfferId offer = new OfferId("o-" + ++lastOffer);
    open.put(offer, new Held(id, need, room.get()));
    offers.add(new Offer(offer, room.get().at(), need, Optional.of(id), new TreeMap<>()));
    return true;
  }

  /** Rescinds what is open on excluded hosts or beyond {@code wanted}, the newest first. */
  private void rescind(Map<ProfileId, Integer> wanted) {
    List<Map.Entry<OfferId, Held>> newestFirst = new ArrayList<>(open.entrySet());
    Collections.reverse(newestFirst);
    for (Map.Entry<OfferId, Held> entry : newestFirst) {
      ProfileId profile = entry.getValue().profile();
      if (demand.excludedHosts().contains(entry.getValue().room().at().host())
          || openFor(profile) > wanted.getOrDefault(profile, 0)) {
        open.remove(entry.getKey());
        capacity.free(entry.getValue().room());
        events.accept(to -> to.rescinded(entry.getKey()));
      }
    }
  }

  /** Executors to be had, open offers not counted. */
  private int missing(ProfileDemand demanded) {
    long have =
        running.values().stream()
            .filter(held -> held.profile().equals(demanded.profile().id()))
            .count();
    return (int) Math.max(0, demanded.executors() - have);
  }

  private int openFor(ProfileId profile) {
    return (int) open.values().stream().filter(held -> held.profile().equals(profile)).count();
  }
}
