package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.mesos.tenure.Resident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Demand, offers and executors (rules D1 to D9, E6, E7). Each offer of Mesos is answered at once:
 * declined, or told to the core for one profile, with room for no more executors than are missing.
 *
 * <p>Not thread-safe; tells events to one sink and calls for Mesos, without the framework's id, to
 * another.
 */
public final class OfferBook {
  private static final long SILENCE = 2_000_000_000L;

  private final OfferRules rules;
  private final Consumer<Consumer<BackendEvents>> events;
  private final Answers answers;
  private final Cadence cadence;
  private final Holdings holdings = new Holdings();
  private final Absences absences;
  private final Explanation explanation;
  private final Reasons reasons;
  private final Map<ProfileId, Tally> tallies = new LinkedHashMap<>();
  private final Map<ProfileId, Long> hungrySince = new LinkedHashMap<>();
  private final Map<OfferId, Set<OfferID>> accepted = new LinkedHashMap<>();
  private final Set<ExecutorId> used = new HashSet<>();
  private DemandSnapshot demand = DemandSnapshot.none(Long.MIN_VALUE);
  private boolean connected;
  private long lastOffer;

  /** Nothing is wanted yet, and nobody is connected. */
  public OfferBook(
      OfferRules rules, Consumer<Consumer<BackendEvents>> events, Consumer<Call> calls) {
    this.rules = rules;
    this.events = events;
    this.answers = new Answers(calls);
    this.cadence = new Cadence(rules.pace().revive(), calls);
    this.absences = new Absences(rules.pace().notice());
    this.explanation = new Explanation(rules);
    this.reasons = new Reasons(events);
  }

  // ---- the core's side

  /** Takes newer demand, which ends refusals. */
  public void declare(DemandSnapshot newer, Moment now) {
    if (newer.generation() <= demand.generation()) {
      return;
    }
    boolean fits = Widening.between(demand, newer);
    demand = newer;
    boolean declined = absences.endDeclined();
    if (fits || declined) {
      cadence.reconsider();
    }
    settle(now);
  }

  /** Takes an offer back from the core. */
  public void decline(OfferId offer, Duration refuseFor, Moment now) {
    Optional<Holdings.Open> held = holdings.close(offer);
    if (held.isPresent()) {
      absences.decline(held.get().offers().agent(), now.nanos() + refuseFor.toNanos());
      answers.decline(held.get().offers().ids(), refuseFor);
      cadence.reconsider(); // others may help that were not needed before
      cadence.refused();
      settle(now);
    }
  }

  /** Uses up an offer; returns what to launch there, if all is right. The others are answered. */
  public Optional<Accept> launch(OfferId offer, List<ExecutorLaunch> launches, Moment now) {
    Holdings.Open held = holdings.close(offer).orElse(null);
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
    Optional<Accept> accept =
        wrong.isEmpty() && !fresh.isEmpty()
            ? Optional.of(accept(offer, held, fresh))
            : Optional.empty();
    if (accept.isEmpty()) {
      answers.decline(held.offers().ids(), Duration.ZERO);
    }
    settle(now);
    return accept.map(this::withLeftover);
  }

  private static Optional<String> wrong(
      OfferId offer, Holdings.Open held, List<ExecutorLaunch> launches) {
    Resources sum = Resources.NONE;
    for (ExecutorLaunch launch : launches) {
      if (!launch.profile().id().equals(held.profile().id())) {
        return Optional.of("offer " + offer + " is for profile " + held.profile().id());
      }
      sum = sum.plus(launch.profile().executor());
    }
    Resources room = room(held);
    return room.covers(sum) && launches.size() <= held.count()
        ? Optional.empty()
        : Optional.of("offer " + offer + " has " + room + ", not " + sum);
  }

  private Accept accept(OfferId offer, Holdings.Open held, List<ExecutorLaunch> launches) {
    Stock stock = held.offers().stock(rules.revocable());
    Need need = rules.need(held.profile());
    List<Accept.Start> starts = new ArrayList<>();
    for (ExecutorLaunch launch : launches) {
      Taken taken =
          held.offers()
              .taken(
                  stock
                      .take(need)
                      .orElseThrow(
                          () -> new IllegalStateException("Offer " + offer + " has shrunk")));
      holdings.place(launch.executor(), held.profile(), need, taken);
      starts.add(new Accept.Start(launch, taken));
    }
    accepted.put(offer, new HashSet<>(held.offers().ids()));
    return new Accept(offer, held.offers().ids(), starts, Duration.ZERO);
  }

  /** What is left of offers comes back soon while something is missing. */
  private Accept withLeftover(Accept accept) {
    if (missing() > 0) {
      return accept;
    }
    cadence.refused();
    return new Accept(accept.offer(), accept.offers(), accept.starts(), rules.pace().refuse());
  }

  private void refuse(Collection<ExecutorLaunch> launches, LossCause cause, String why) {
    for (ExecutorLaunch launch : launches) {
      String text = "Cannot launch executor " + launch.executor() + ": " + why;
      events.accept(to -> to.lost(launch.executor(), LossReason.of(cause, text)));
    }
  }

  /** Takes over an executor of an earlier holder of the framework. */
  public void adopt(Resident resident) {
    used.add(resident.executor());
    holdings.place(
        resident.executor(), resident.profile(), rules.need(resident.profile()), resident.taken());
  }

  // ---- what became of a launch

  /** A launch was not made after all: its offers go back. Its executors end besides. */
  public void notLaunched(Accept accept) {
    if (accepted.remove(accept.offer()) != null) {
      answers.decline(accept.offers(), Duration.ZERO);
    }
  }

  /** Mesos has taken a launch. */
  public void launched(OfferId offer) {
    accepted.remove(offer);
  }

  /** Mesos says that a launch came too late; the core is told so of the offer. */
  public void tooLate(OfferId offer) {
    if (accepted.remove(offer) != null) {
      events.accept(to -> to.rescinded(offer));
    }
  }

  /** Mesos tells that an executor is still there. */
  public void alive(ExecutorId executor) {
    holdings
        .sure(executor)
        .ifPresent(each -> explanation.besides(each.taken().agent(), each.need()));
  }

  /** An executor has ended, which is not told yet: its resources may be offered already. */
  public void ending(ExecutorId executor) {
    holdings.doubt(executor);
  }

  /** An executor has ended, and its resources are free. */
  public void ended(ExecutorId executor, Moment now) {
    if (holdings.remove(executor)) {
      cadence.reconsider();
      settle(now);
    }
  }

  // ---- the cluster's side

  /** Mesos offers all it has from now on; what it offered before is void. */
  public void subscribed(Moment now) {
    disconnected();
    connected = true;
    holdings.doubtAll();
    explanation.subscribed();
    cadence.subscribed();
    settle(now);
  }

  /** What is offered cannot be used any more. */
  public void disconnected() {
    connected = false;
    cadence.disconnected();
    for (Map.Entry<OfferId, Holdings.Open> each : holdings.open()) {
      holdings.close(each.getKey());
      events.accept(to -> to.rescinded(each.getKey()));
    }
  }

  /** Offers came: each is answered or told to the core. */
  public void offered(List<Offer> offers, Moment now) {
    List<Lot> lots =
        AgentOffers.of(offers, rules).stream()
            .map(each -> new Lot(each, rules.revocable()))
            .toList();
    remember(lots);
    Judgement judgement = new Judgement(rules, absences, demand.excludedHosts(), holdings, now);
    Deal deal = new Deal(rules, judgement, holdings, lots);
    for (ProfileDemand each : demand.profiles()) {
      int wanted = wanted(each);
      if (wanted > 0) {
        deal.deal(each, wanted);
        tally(each.profile().id()).note(deal.vetoes(each.profile().id()), now.nanos());
      }
    }
    refuse(deal.rest(), now);
    List<dev.firesteel.api.backend.Offer> told = new ArrayList<>();
    deal.dealt().forEach(each -> told.add(open(each)));
    if (!told.isEmpty()) {
      events.accept(to -> to.offered(List.copyOf(told)));
    }
    settle(now);
  }

  private void remember(List<Lot> lots) {
    Map<AgentID, Map<String, Long>> taken = holdings.takenByAgent();
    for (Lot each : lots) {
      Map<String, Long> besides = taken.getOrDefault(each.offers.agent(), Map.of());
      explanation.note(each.offers, each.stock.most(), besides);
    }
  }

  private void refuse(List<AgentOffers> rest, Moment now) {
    Map<Duration, List<OfferID>> byTime = new HashMap<>();
    for (AgentOffers each : rest) {
      Duration declined = absences.left(each.agent(), now.nanos());
      Duration time = declined.isZero() ? rules.pace().refuse() : declined;
      byTime.computeIfAbsent(time, t -> new ArrayList<>()).addAll(each.ids());
    }
    byTime.forEach((time, ids) -> answers.decline(ids, time));
    if (!rest.isEmpty()) {
      cadence.refused();
    }
  }

  private dev.firesteel.api.backend.Offer open(Holdings.Open dealt) {
    OfferId id = new OfferId("o-" + ++lastOffer);
    holdings.open(id, dealt);
    return new dev.firesteel.api.backend.Offer(
        id,
        dealt.offers().at(),
        room(dealt),
        Optional.of(dealt.profile().id()),
        new TreeMap<>(dealt.offers().attributes()));
  }

  private static Resources room(Holdings.Open held) {
    Resources sum = Resources.NONE;
    for (int i = 0; i < held.count(); i++) {
      sum = sum.plus(held.profile().executor());
    }
    return sum;
  }

  /**
   * Mesos takes an offer back.
   *
   * @return the core's offer whose launch is too late by that, if it was launched on already
   */
  public Optional<OfferId> rescinded(OfferID offer, Moment now) {
    for (Map.Entry<OfferId, Holdings.Open> each : holdings.open()) {
      List<OfferID> ids = new ArrayList<>(each.getValue().offers().ids());
      if (ids.remove(offer)) {
        holdings.close(each.getKey());
        if (!ids.isEmpty()) {
          answers.decline(ids, Duration.ZERO);
        }
        events.accept(to -> to.rescinded(each.getKey()));
        settle(now);
        return Optional.empty();
      }
    }
    return accepted.entrySet().stream()
        .filter(each -> each.getValue().contains(offer))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Maintenance of an agent is called off. */
  public void staying(Moment now) {
    cadence.reconsider();
    settle(now);
  }

  /** Nothing is wanted any more. */
  public void close(Moment now) {
    declare(DemandSnapshot.none(Long.MAX_VALUE), now);
  }

  // ---- time

  /** Time has passed. */
  public void tick(Moment now) {
    if (absences.tick(now.nanos())) {
      cadence.reconsider();
    }
    settle(now);
  }

  /** When {@link #tick} is needed next, if nothing else happens. */
  public OptionalLong nextTick(long now) {
    LongStream silent =
        hungrySince.values().stream().mapToLong(each -> each + SILENCE).filter(at -> at > now);
    return LongStream.concat(
            silent,
            Stream.of(cadence.nextTick(now), reasons.nextTick(), absences.nextTick())
                .flatMapToLong(OptionalLong::stream))
        .min();
  }

  // ---- what follows from all this

  private void settle(Moment now) {
    rescind();
    long nanos = now.nanos();
    if (missing() > 0) {
      cadence.hungry(nanos);
    } else {
      cadence.sated();
    }
    explain(nanos);
  }

  private void explain(long now) {
    Map<ProfileId, PendingReason> why = new LinkedHashMap<>();
    Set<ProfileId> hungry = new HashSet<>();
    for (ProfileDemand each : demand.profiles()) {
      int wanted = wanted(each);
      if (wanted > 0) {
        hungry.add(each.profile().id());
        reason(each, wanted, now).ifPresent(reason -> why.put(each.profile().id(), reason));
      }
    }
    hungrySince.keySet().retainAll(hungry);
    tallies.keySet().retainAll(hungry);
    reasons.tell(why, now);
  }

  private Optional<PendingReason> reason(ProfileDemand each, int wanted, long now) {
    ProfileId id = each.profile().id();
    long since = hungrySince.computeIfAbsent(id, i -> now);
    Optional<PendingReason> impossible = explanation.impossible(each.profile());
    if (impossible.isPresent()) {
      return impossible;
    }
    PendingReason reason = explanation.because(each.profile(), wanted, tally(id), now);
    boolean clear = reason.kind() == PendingReason.Kind.TOO_LARGE || now - since >= SILENCE;
    return connected && clear ? Optional.of(reason) : Optional.empty();
  }

  private Tally tally(ProfileId profile) {
    return tallies.computeIfAbsent(profile, id -> new Tally());
  }

  /** Takes back what is offered on excluded hosts or beyond the demand, the newest first. */
  private void rescind() {
    List<Map.Entry<OfferId, Holdings.Open>> newestFirst = new ArrayList<>(holdings.open());
    Collections.reverse(newestFirst);
    for (Map.Entry<OfferId, Holdings.Open> each : newestFirst) {
      Holdings.Open held = each.getValue();
      ProfileId profile = held.profile().id();
      int others = holdings.openFor(profile) - held.count();
      if (demand.excludedHosts().contains(held.offers().at().host())
          || others >= missing(profile)) {
        holdings.close(each.getKey());
        answers.decline(held.offers().ids(), rules.pace().refuse());
        cadence.refused();
        events.accept(to -> to.rescinded(each.getKey()));
      }
    }
  }

  /** Executors to be had of a profile, open offers not counted. */
  private int missing(ProfileId profile) {
    int total =
        demand.profiles().stream()
            .filter(each -> each.profile().id().equals(profile))
            .mapToInt(ProfileDemand::executors)
            .sum();
    return Math.max(0, total - holdings.runningOf(profile));
  }

  /** Executors to be had of a profile beyond open offers. */
  private int wanted(ProfileDemand each) {
    ProfileId id = each.profile().id();
    return missing(id) - holdings.openFor(id);
  }

  /** Executors to be had of all profiles beyond open offers, as far as they can be had. */
  private int missing() {
    return demand.profiles().stream()
        .filter(each -> explanation.impossible(each.profile()).isEmpty())
        .mapToInt(each -> Math.max(0, wanted(each)))
        .sum();
  }
}
