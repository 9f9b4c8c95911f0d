package dev.firesteel.backend.yarn.ask;

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
import dev.firesteel.api.topology.HostName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Demand, asks, offers and executors (rules D1 to D9, E6, E7). After each change it compares what
 * is wanted with what is offered, running and asked for, and notes for the next {@link Exchange}
 * which asks to add and to withdraw and which containers to give back. A container that comes is an
 * offer of exactly one executor of its profile.
 *
 * <p>Times are nanoseconds of any one clock. Not thread-safe; tells events to its sink.
 */
public final class AskBook {
  private final ContainerRules rules;
  private final Consumer<Consumer<BackendEvents>> events;
  private final Reasons reasons;
  private final ExchangeBuilder out = new ExchangeBuilder();
  private final Priorities priorities = new Priorities();
  private final Map<ProfileId, Wishes> wishes = new LinkedHashMap<>();
  private final Map<OfferId, Held> open = new LinkedHashMap<>();
  private final Map<ExecutorId, Held> running = new LinkedHashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final Set<ExecutorId> used = new HashSet<>();
  private DemandSnapshot demand = DemandSnapshot.none(Long.MIN_VALUE);
  private long lastAsk;
  private long lastOffer;

  /** Nothing is wanted yet. */
  public AskBook(ContainerRules rules, Consumer<Consumer<BackendEvents>> events) {
    this.rules = rules;
    this.events = events;
    this.reasons = new Reasons(events);
  }

  private record Held(ProfileId profile, Resources resources, Grant grant) {}

  private record Refusal(ProfileId profile, long until) {}

  /**
   * An executor to start in a container.
   *
   * @param launch what to start
   * @param grant where
   */
  public record Start(ExecutorLaunch launch, Grant grant) {}

  /** Takes newer demand, which ends refusals. */
  public void declare(DemandSnapshot newer, long now) {
    if (newer.generation() <= demand.generation()) {
      return;
    }
    demand = newer;
    refusals.clear();
    settle(now);
  }

  /** Containers came: each is offered, or goes back at once, as one of a size of before does. */
  public void granted(List<Grant> grants, long now) {
    List<Offer> offers = new ArrayList<>();
    for (Grant grant : grants) {
      HostName host = grant.at().host();
      Optional<ProfileDemand> asker =
          demanded(grant.priority())
              .filter(each -> wanted(each) > 0 && !demand.excludedHosts().contains(host));
      if (asker.isPresent()) {
        wishesOf(asker.get().profile().id()).fulfil(host).ifPresent(out::withdraw);
        offers.add(offer(asker.get(), grant));
      } else {
        out.release(grant.container());
      }
    }
    if (!offers.isEmpty()) {
      events.accept(to -> to.offered(List.copyOf(offers)));
    }
    settle(now);
  }

  private Offer offer(ProfileDemand demanded, Grant grant) {
    ProfileId profile = demanded.profile().id();
    Resources need = demanded.profile().executor();
    OfferId id = new OfferId("o-" + ++lastOffer);
    open.put(id, new Held(profile, need, grant));
    return new Offer(id, grant.at(), need, Optional.of(profile), new TreeMap<>());
  }

  private Optional<ProfileDemand> demanded(int priority) {
    return demand.profiles().stream().filter(each -> priority(each) == priority).findFirst();
  }

  /** A container ended that runs no executor: if it is offered, it is not any more. */
  public void gone(String container, long now) {
    for (Map.Entry<OfferId, Held> each : List.copyOf(open.entrySet())) {
      if (each.getValue().grant().container().equals(container)) {
        open.remove(each.getKey());
        events.accept(to -> to.rescinded(each.getKey()));
      }
    }
    settle(now);
  }

  /** Takes an offer back from the core; as many containers fewer are asked for, for a time. */
  public void decline(OfferId offer, Duration refuseFor, long now) {
    Held held = open.remove(offer);
    if (held != null) {
      out.release(held.grant().container());
      refusals.add(new Refusal(held.profile(), now + refuseFor.toNanos()));
      settle(now);
    }
  }

  /** Uses up an offer; returns the launch that is right, if one is. The others are answered. */
  public Optional<Start> launch(OfferId offer, List<ExecutorLaunch> launches, long now) {
    Held held = open.remove(offer);
    if (held == null) {
      refuse(launches, LossCause.OFFER_GONE, "offer " + offer + " is not open");
      return Optional.empty();
    }
    List<ExecutorLaunch> fresh = new ArrayList<>();
    for (ExecutorLaunch launch : launches) {
      if (used.add(launch.executor())) {
        fresh.add(launch);
      } else {
        refuse(List.of(launch), LossCause.INVALID_LAUNCH, "its id was used before");
      }
    }
    Optional<String> wrong = wrong(offer, held, fresh);
    wrong.ifPresent(why -> refuse(fresh, LossCause.INVALID_LAUNCH, why));
    Optional<Start> start = Optional.empty();
    if (wrong.isEmpty() && !fresh.isEmpty()) {
      running.put(fresh.get(0).executor(), held);
      start = Optional.of(new Start(fresh.get(0), held.grant()));
    } else {
      out.release(held.grant().container());
    }
    settle(now);
    return start;
  }

  /** A container runs one executor. */
  private static Optional<String> wrong(OfferId offer, Held held, List<ExecutorLaunch> launches) {
    Resources sum = Resources.NONE;
    for (ExecutorLaunch launch : launches) {
      if (!launch.profile().id().equals(held.profile())) {
        return Optional.of("offer " + offer + " is for profile " + held.profile());
      }
      sum = sum.plus(launch.profile().executor());
    }
    return held.resources().covers(sum) && launches.size() <= 1
        ? Optional.empty()
        : Optional.of("offer " + offer + " has " + held.resources() + ", not " + sum);
  }

  private void refuse(Collection<ExecutorLaunch> launches, LossCause cause, String why) {
    for (ExecutorLaunch launch : launches) {
      String text = "Cannot launch executor " + launch.executor() + ": " + why;
      events.accept(to -> to.lost(launch.executor(), LossReason.of(cause, text)));
    }
  }

  /** An executor has ended, and its container with it. */
  public void ended(ExecutorId executor, long now) {
    if (running.remove(executor) != null) {
      settle(now);
    }
  }

  /** Gives a container back to the ResourceManager, which ends what runs there. */
  public void giveBack(String container) {
    out.release(container);
  }

  /** What the cluster says why a profile's asks are open. */
  public void explain(ProfileId profile, List<PendingReason> why, long now) {
    reasons.explain(profile, why);
    settle(now);
  }

  /** Time has passed. */
  public void tick(long now) {
    settle(now);
  }

  /** When {@link #tick} is needed next, if nothing else happens. */
  public OptionalLong nextTick() {
    return LongStream.concat(
            refusals.stream().mapToLong(Refusal::until),
            wishes.values().stream().flatMapToLong(each -> each.givesUpHosts().stream()))
        .min();
  }

  /** Nothing is wanted any more: withdraws all asks and gives back what is offered. */
  public void close(long now) {
    declare(DemandSnapshot.none(Long.MAX_VALUE), now);
  }

  /** Whether containers are asked for. */
  public boolean hungry() {
    return wishes.values().stream().anyMatch(each -> each.size() > 0);
  }

  /** Profiles with open asks. */
  public Map<ProfileId, Waiting> waiting() {
    Map<ProfileId, Waiting> all = new LinkedHashMap<>();
    wishes.forEach((id, each) -> each.waiting().ifPresent(waiting -> all.put(id, waiting)));
    return all;
  }

  /** Hosts on which nothing is wanted now. */
  public Set<HostName> excluded() {
    return demand.excludedHosts();
  }

  /** Whether there is something to tell the ResourceManager. */
  public boolean hasNews() {
    return !out.isEmpty();
  }

  /** What is new for the ResourceManager. */
  public Exchange take() {
    return out.take();
  }

  /** Makes asks equal to missing executors. */
  private void settle(long now) {
    refusals.removeIf(refusal -> refusal.until() <= now);
    out.exclude(demand.excludedHosts());
    rescind();
    Map<ProfileId, PendingReason> impossible = new LinkedHashMap<>();
    Set<ProfileId> named = new HashSet<>();
    for (ProfileDemand each : demand.profiles()) {
      ProfileId id = each.profile().id();
      named.add(id);
      Resources container = rules.container(each.profile().executor());
      Optional<PendingReason> never =
          Fit.impossible(each.profile().id(), container, rules.largest());
      if (never.isPresent() && wanted(each) > 0) {
        impossible.put(id, never.get());
      }
      int asks = never.isPresent() ? 0 : Math.max(0, wanted(each));
      Wishes.Kind kind = new Wishes.Kind(priority(each), container);
      wishesOf(id).become(asks, kind, missingOn(each), patience(each), now, out);
    }
    wishes.forEach(
        (id, each) -> {
          if (!named.contains(id)) {
            each.become(0, Wishes.Kind.NONE, new TreeMap<>(), 0, now, out);
          }
        });
    reasons.tell(impossible, List.copyOf(waiting().keySet()));
  }

  private long patience(ProfileDemand each) {
    return rules.hints() == ContainerRules.Hints.NAMED ? each.localityWait().toNanos() : 0;
  }

  private Wishes wishesOf(ProfileId profile) {
    return wishes.computeIfAbsent(profile, id -> new Wishes(() -> ++lastAsk));
  }

  private int priority(ProfileDemand demanded) {
    Resources container = rules.container(demanded.profile().executor());
    return priorities.of(demanded.profile().id(), container);
  }

  /** Takes back what is offered on excluded hosts or beyond the demand, the newest first. */
  private void rescind() {
    List<Map.Entry<OfferId, Held>> newestFirst = new ArrayList<>(open.entrySet());
    Collections.reverse(newestFirst);
    for (Map.Entry<OfferId, Held> entry : newestFirst) {
      Held held = entry.getValue();
      boolean excluded = demand.excludedHosts().contains(held.grant().at().host());
      if (excluded || count(open.values(), held.profile()) > missing(held.profile())) {
        open.remove(entry.getKey());
        out.release(held.grant().container());
        events.accept(to -> to.rescinded(entry.getKey()));
      }
    }
  }

  /** Executors to be had, open offers not counted. */
  private int missing(ProfileId profile) {
    int total =
        demand.profiles().stream()
            .filter(each -> each.profile().id().equals(profile))
            .mapToInt(ProfileDemand::executors)
            .sum();
    return total - count(running.values(), profile);
  }

  /** Containers to ask for. */
  private int wanted(ProfileDemand demanded) {
    ProfileId id = demanded.profile().id();
    long refused = refusals.stream().filter(each -> each.profile().equals(id)).count();
    return missing(id) - count(open.values(), id) - (int) refused;
  }

  private static int count(Collection<Held> all, ProfileId profile) {
    return (int) all.stream().filter(held -> held.profile().equals(profile)).count();
  }

  /** Executors that its tasks would like to have on a host beyond those that are there. */
  private SortedMap<HostName, Integer> missingOn(ProfileDemand demanded) {
    SortedMap<HostName, Integer> missing = new TreeMap<>();
    if (rules.hints() == ContainerRules.Hints.REFUSED) {
      return missing;
    }
    int slots = demanded.profile().slots();
    demanded.hostHints().forEach((host, tasks) -> missing.put(host, (tasks + slots - 1) / slots));
    Stream.concat(open.values().stream(), running.values().stream())
        .filter(held -> held.profile().equals(demanded.profile().id()))
        .forEach(held -> missing.computeIfPresent(held.grant().at().host(), (h, n) -> n - 1));
    missing.keySet().removeAll(demand.excludedHosts());
    return missing;
  }
}
