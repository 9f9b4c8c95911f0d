package dev.firesteel.backend.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.topology.HostName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rules D1 to D4, D9 and P3: what is offered for which demand. */
final class DemandRules {
  /** Long enough never to end by itself during a check. */
  private static final Duration LONG = Duration.ofHours(1);

  private DemandRules() {}

  static List<Check> all() {
    return List.of(
        new Check(
            Rule.D1,
            "an older snapshot does not raise demand",
            "are generations compared before a snapshot is taken?",
            DemandRules::oldDoesNotRaise),
        new Check(
            Rule.D1,
            "an equal or older snapshot does not lower demand",
            "is a generation equal to the last ignored, too?",
            DemandRules::oldDoesNotLower),
        new Check(
            Rule.D2,
            "offers come until the demand is met",
            "is demand looked at again after each launch?",
            DemandRules::offersUntilMet),
        new Check(
            Rule.D2,
            "raised demand brings more offers",
            "is the difference between total and running executors computed from scratch?",
            DemandRules::raisedDemand),
        new Check(
            Rule.D3,
            "no more offers open than executors missing",
            "do open offers count against the demand (EXACT_OFFERS)?",
            DemandRules::exact),
        new Check(
            Rule.D3,
            "no new offers when demand is met",
            "are later offers of the cluster refused while nothing is missing?",
            DemandRules::quietWhenMet),
        new Check(
            Rule.D4,
            "nothing is offered on an excluded host",
            "are the newest snapshot's excluded hosts looked at for each offer?",
            DemandRules::excludedHost),
        new Check(
            Rule.D9,
            "a profile larger than the cluster",
            "is the demand compared with the largest host, and told when nothing fits?",
            DemandRules::tooLarge),
        new Check(
            Rule.D9,
            "the reason is taken back",
            "is an empty list told when the demand with the problem is gone?",
            DemandRules::reasonTakenBack),
        new Check(
            Rule.P3,
            "extra resources that the backend does not have",
            "are a profile's extra resources compared with the capabilities?",
            DemandRules::missingCapability));
  }

  private static void oldDoesNotRaise(Stage stage) {
    stage.connect();
    stage.declareAs(10, new TreeSet<>());
    stage.declareAs(9, new TreeSet<>(), ProfileDemand.of(stage.profile(), 1));
    stage.linger();
    assertThat(stage.offers()).as("offers for a snapshot that is too old").isEmpty();
    stage.want(1);
    stage.offer();
  }

  private static void oldDoesNotLower(Stage stage) {
    stage.connect();
    stage.declareAs(10, new TreeSet<>(), ProfileDemand.of(stage.profile(), 1));
    OfferId offer = stage.offer().id();
    stage.declareAs(10, new TreeSet<>());
    stage.declareAs(3, new TreeSet<>());
    stage.linger();
    assertThat(stage.events().all(Heard.Rescinded.class))
        .as("offers rescinded because of an old snapshot")
        .isEmpty();
    ExecutorId id = stage.newId();
    stage.launch(offer, stage.launchOf(id));
    stage.running(id);
  }

  private static void offersUntilMet(Stage stage) {
    stage.connect();
    stage.want(stage.fixture().capacity());
    for (int i = 0; i < stage.fixture().capacity(); i++) {
      stage.run();
    }
  }

  private static void raisedDemand(Stage stage) {
    stage.needsCapacity(2);
    stage.connect();
    stage.want(1);
    stage.run();
    stage.want(2);
    stage.run();
  }

  private static void exact(Stage stage) {
    if (!stage.can(Capability.EXACT_OFFERS)) {
      throw new NotApplicable("the backend does not have EXACT_OFFERS");
    }
    stage.connect();
    stage.want(1);
    stage.offer();
    stage.linger();
    stage.want(1);
    stage.linger();
    Set<OfferId> open = new HashSet<>();
    for (Heard heard : stage.events().all()) {
      if (heard instanceof Heard.Offered offered) {
        offered.offers().forEach(o -> open.add(o.id()));
      } else if (heard instanceof Heard.Rescinded rescinded) {
        open.remove(rescinded.offer());
      }
      assertThat(open).as("open offers while one executor is missing").hasSizeLessThan(2);
    }
  }

  private static void quietWhenMet(Stage stage) {
    stage.connect();
    stage.want(1);
    stage.run();
    stage.open().forEach(o -> stage.decline(o.id(), LONG));
    stage.want(1);
    stage.linger();
    List<Heard> later =
        stage.events().all().stream()
            .dropWhile(heard -> !(heard instanceof Heard.Launched))
            .filter(Heard.Offered.class::isInstance)
            .toList();
    assertThat(later).as("offers after the demand was met").isEmpty();
  }

  private static void excludedHost(Stage stage) {
    stage.connect();
    stage.want(1);
    Offer first = stage.offer();
    stage.decline(first.id(), LONG);
    stage.declare();
    Set<OfferId> before = new HashSet<>();
    stage.offers().forEach(o -> before.add(o.id()));
    HostName host = first.at().host();
    TreeSet<HostName> excluded = new TreeSet<>(Set.of(host));
    stage.declare(excluded, ProfileDemand.of(stage.profile(), stage.fixture().capacity()));
    stage.linger();
    assertThat(stage.open())
        .as("open offers on excluded host %s", host)
        .noneMatch(o -> !before.contains(o.id()) && o.at().host().equals(host));
    stage.want(stage.fixture().capacity());
    stage.await(
        Rule.D4,
        "an offer on " + host + ", which is not excluded any more",
        all ->
            all.stream()
                .filter(Heard.Offered.class::isInstance)
                .flatMap(h -> ((Heard.Offered) h).offers().stream())
                .filter(o -> !before.contains(o.id()) && o.at().host().equals(host))
                .findFirst()
                .or(() -> allMetElsewhere(stage, all)));
  }

  /** Where other hosts have met all demand, none is owed on the host. */
  private static Optional<Offer> allMetElsewhere(Stage stage, List<Heard> all) {
    List<Offer> open = stage.openOffers(all);
    return open.size() < stage.fixture().capacity() ? Optional.empty() : open.stream().findFirst();
  }

  private static PendingReason reason(Stage stage, ResourceProfile profile, Rule rule) {
    stage.declare(ProfileDemand.of(profile, 1));
    return stage.await(
        rule,
        "pending for " + profile,
        all ->
            all.stream()
                .filter(h -> h instanceof Heard.Pending p && p.profile().equals(profile.id()))
                .flatMap(h -> ((Heard.Pending) h).why().stream())
                .findFirst());
  }

  private static ResourceProfile large(Stage stage) {
    return ResourceProfile.ofExecutor(new ProfileId("large"), stage.fixture().tooLarge());
  }

  private static void tooLarge(Stage stage) {
    stage.connect();
    PendingReason reason = reason(stage, large(stage), Rule.D9);
    assertThat(reason.kind()).isEqualTo(PendingReason.Kind.TOO_LARGE);
    assertThat(reason.detail()).as("the reason for people").isNotBlank();
    assertThat(stage.offers()).as("offers for what cannot be had").isEmpty();
  }

  private static void reasonTakenBack(Stage stage) {
    stage.connect();
    ResourceProfile large = large(stage);
    reason(stage, large, Rule.D9);
    stage.want(1);
    stage.await(
        Rule.D9,
        "pending without reasons for " + large.id(),
        all ->
            all.stream()
                    .filter(h -> h instanceof Heard.Pending p && p.profile().equals(large.id()))
                    .reduce((one, next) -> next)
                    .filter(h -> ((Heard.Pending) h).why().isEmpty())
                    .isPresent()
                ? Optional.of(large)
                : Optional.empty());
    stage.offer();
  }

  private static void missingCapability(Stage stage) {
    if (stage.can(Capability.EXTRA_RESOURCES)) {
      throw new NotApplicable("the backend has EXTRA_RESOURCES");
    }
    stage.connect();
    ResourceProfile gpu =
        ResourceProfile.ofExecutor(new ProfileId("gpu"), stage.profile().executor().with("gpu", 1));
    PendingReason reason = reason(stage, gpu, Rule.P3);
    assertThat(reason.kind()).isEqualTo(PendingReason.Kind.UNSUPPORTED);
    assertThat(reason.detail()).contains(Capability.EXTRA_RESOURCES.name());
    assertThat(stage.offers()).as("offers for what is not supported").isEmpty();
  }
}
