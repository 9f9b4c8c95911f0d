package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.Offer;

/** A book of offers, and words for what it is told. */
abstract class OfferTalk {
  static final long SECOND = 1_000_000_000L;
  static final OfferRules.Pace PACE =
      new OfferRules.Pace(Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ofMinutes(15));
  static final OfferRules PLAIN = rules("", 0, 0, Map.of(), Revocable.LEFT);

  /** One core, 100 MiB of heap and 10 MiB beside it. */
  static final ResourceProfile SMALL = profile("small", Resources.of(1, 100));

  static final ResourceProfile BIG = profile("big", Resources.of(4, 4000));

  final Told told = new Told();
  final Asked asked = new Asked();
  OfferBook book = book(PLAIN);
  long now = 100 * SECOND;
  long generation;

  OfferBook book(OfferRules rules) {
    return new OfferBook(rules, event -> event.accept(told), asked::add);
  }

  static OfferRules rules(
      String constraints, int perAgent, int cores, Map<String, Long> extras, Revocable revocable) {
    return new OfferRules(
        Constraints.parse(constraints),
        new OfferRules.Limits(perAgent, cores),
        extras,
        heap -> heap + 10,
        revocable,
        "rack",
        PACE);
  }

  static ResourceProfile profile(String name, Resources executor) {
    return ResourceProfile.ofExecutor(new ProfileId(name), executor);
  }

  Moment at() {
    return new Moment(now, now + 1_700_000_000 * SECOND);
  }

  void connected(ResourceProfile profile, int count) {
    declare(demand(profile, count));
    book.subscribed(at());
  }

  static ProfileDemand demand(ResourceProfile profile, int count) {
    return ProfileDemand.of(profile, count);
  }

  void declare(ProfileDemand... profiles) {
    declare(new TreeSet<>(), profiles);
  }

  void declare(SortedSet<HostName> excluded, ProfileDemand... profiles) {
    book.declare(new DemandSnapshot(++generation, List.of(profiles), excluded), at());
  }

  static SortedSet<HostName> hosts(String... names) {
    return new TreeSet<>(Arrays.stream(names).map(HostName::new).toList());
  }

  void offered(Offer... offers) {
    book.offered(List.of(offers), at());
  }

  Optional<Accept> launch(String offer, ResourceProfile profile, String... ids) {
    List<ExecutorLaunch> launches = new ArrayList<>();
    for (String id : ids) {
      launches.add(
          new ExecutorLaunch(
              new ExecutorId(id),
              profile,
              new ExecutorProgram("Main", List.of(), List.of()),
              List.of(),
              new TreeMap<>()));
    }
    return book.launch(new OfferId(offer), launches, at());
  }

  String detail(ResourceProfile profile) {
    return told.pending.get(profile.id()).get(0).detail();
  }
}
