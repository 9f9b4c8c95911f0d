package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules about the order of events that hold in every situation, whatever is being checked. Not
 * thread-safe.
 */
final class OrderRules {
  private final List<RuleBroken> broken = new ArrayList<>();
  private final Map<ProfileId, Resources> profiles = new HashMap<>();
  private final Map<ExecutorId, Integer> asked = new HashMap<>();
  private final Map<ExecutorId, Integer> lost = new HashMap<>();
  private final Map<ExecutorId, OfferId> askedOn = new HashMap<>();
  private final Map<ExecutorId, Integer> launched = new HashMap<>();
  private final Set<OfferId> offered = new HashSet<>();
  private final Set<OfferId> rescinded = new HashSet<>();
  private final Set<OfferId> closed = new HashSet<>();
  private boolean connected;
  private boolean disconnected;
  private boolean failed;
  private boolean stopped;

  /** The core demands a profile. */
  void demands(ProfileId profile, Resources executor) {
    profiles.put(profile, executor);
  }

  /** The core is about to launch. */
  void launches(OfferId offer, List<ExecutorId> executors) {
    for (ExecutorId executor : executors) {
      asked.merge(executor, 1, Integer::sum);
      askedOn.put(executor, closed.contains(offer) ? new OfferId("used") : offer);
    }
    closed.add(offer);
  }

  /** The core is about to decline. */
  void declines(OfferId offer) {
    closed.add(offer);
  }

  /** The stage of {@code stop} has completed. */
  void stopped() {
    stopped = true;
  }

  /** What was found since the last call. */
  List<RuleBroken> take() {
    List<RuleBroken> found = List.copyOf(broken);
    broken.clear();
    return found;
  }

  /** Notes what was found elsewhere. */
  void add(Rule rule, String message) {
    broken.add(new RuleBroken(rule, message));
  }

  /** Looks at the next event. */
  void see(Heard heard) {
    check(!stopped, Rule.L4, heard + " came after stop had completed");
    boolean early = heard instanceof Heard.Failed || heard instanceof Heard.Pending;
    boolean first = heard instanceof Heard.Connected;
    check(connected || early || first, Rule.L2, heard + " came before connected");
    check(
        !failed || heard instanceof Heard.Lost,
        Rule.L6,
        heard + " came after failed (only lost may)");
    if (heard instanceof Heard.Connected) {
      check(!connected || disconnected, Rule.L1, "connected came twice");
      connected = true;
      disconnected = false;
    } else if (heard instanceof Heard.Disconnected) {
      disconnected = true;
    } else if (heard instanceof Heard.Failed) {
      failed = true;
    } else if (heard instanceof Heard.Offered event) {
      event.offers().forEach(this::seeOffer);
    } else if (heard instanceof Heard.Rescinded event) {
      check(
          offered.contains(event.offer()) && rescinded.add(event.offer()),
          Rule.D5,
          event.offer() + " was rescinded but was not open");
    } else if (heard instanceof Heard.Launched event) {
      ExecutorId id = event.executor();
      check(asked.containsKey(id), Rule.E1, id + " was launched, but nobody asked for it");
      int times = launched.merge(id, 1, Integer::sum);
      int most = asked.getOrDefault(id, times);
      check(times <= most, Rule.E1, id + " was launched " + times + " times for " + most);
      check(lost.getOrDefault(id, 0) < most, Rule.E1, id + " was launched after it was lost");
    } else if (heard instanceof Heard.Lost event) {
      seeLost(event);
    }
  }

  private void seeOffer(Offer offer) {
    check(offered.add(offer.id()), Rule.D4, "Two offers have the id " + offer.id());
    Optional<Resources> need = offer.profile().map(profiles::get);
    check(
        need.isEmpty() || offer.resources().covers(need.get()),
        Rule.D4,
        offer + " is for a profile that needs " + need.map(Resources::toString).orElse(""));
  }

  private void seeLost(Heard.Lost event) {
    ExecutorId id = event.executor();
    int times = lost.merge(id, 1, Integer::sum);
    check(asked.containsKey(id), Rule.E1, id + " was lost, but nobody asked for it");
    check(
        times <= asked.getOrDefault(id, times),
        Rule.E1,
        id + " was lost " + times + " times for " + asked.get(id) + " launches");
    OfferId on = askedOn.get(id);
    if (event.reason().cause() == LossCause.OFFER_GONE && on != null && offered.contains(on)) {
      check(
          rescinded.contains(on),
          Rule.D5,
          id + " got OFFER_GONE, but its offer " + on + " was open and never rescinded");
    }
  }

  private void check(boolean holds, Rule rule, String message) {
    if (!holds) {
      add(rule, message);
    }
  }
}
