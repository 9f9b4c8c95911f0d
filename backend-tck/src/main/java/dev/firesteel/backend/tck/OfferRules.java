package dev.firesteel.backend.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.resource.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Rules D5 to D8: what becomes of an offer. */
final class OfferRules {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private OfferRules() {}

  static List<Check> all() {
    return List.of(
        new Check(
            Rule.D5,
            "an offer stays open while demand stays",
            "does a newer snapshot forget offers without telling?",
            OfferRules::staysOpen),
        new Check(
            Rule.D5,
            "an offer is rescinded or still good when demand falls",
            "is an offer that is taken back always told with rescinded?",
            OfferRules::demandFalls),
        new Check(
            Rule.D6,
            "declined room is not offered before its time",
            "is declined room set aside until the time or a newer snapshot?",
            OfferRules::refused),
        new Check(
            Rule.D6,
            "declined room comes back with newer demand",
            "does a newer snapshot end the refusals?",
            OfferRules::newerDemand),
        new Check(
            Rule.D6,
            "declined room comes back after its time",
            "is a timer set for the refusal's end?",
            OfferRules::afterTime),
        new Check(
            Rule.D7,
            "launch on an offer that never was",
            "is every executor of the launch answered?",
            stage -> {
              stage.connect();
              stage.want(1);
              gone(stage, new OfferId("never-offered"), Rule.D7);
              stage.run();
            }),
        new Check(
            Rule.D7,
            "launch on an offer that was declined",
            "is a declined offer forgotten, and the launch answered?",
            OfferRules::launchDeclined),
        new Check(
            Rule.D7,
            "launch on an offer that was used",
            "is a used offer forgotten, and the launch answered?",
            OfferRules::launchUsed),
        new Check(
            Rule.D7,
            "launch on an offer that the cluster took back",
            "is the launch answered although the offer is gone?",
            OfferRules::launchRescinded),
        new Check(
            Rule.D7,
            "decline on an offer that is not open",
            "is an unknown offer ignored?",
            OfferRules::declineUnknown),
        new Check(
            Rule.D8,
            "a launch beyond the offer",
            "is the sum of all launches compared with the offer before any is started?",
            OfferRules::beyond));
  }

  private static void staysOpen(Stage stage) {
    stage.connect();
    stage.want(1);
    OfferId offer = stage.offer().id();
    stage.want(1);
    stage.linger();
    ExecutorId id = stage.newId();
    stage.launch(offer, stage.launchOf(id));
    answered(stage, id);
  }

  private static void demandFalls(Stage stage) {
    stage.connect();
    stage.want(1);
    OfferId offer = stage.offer().id();
    stage.declare();
    ExecutorId id = stage.newId();
    stage.launch(offer, stage.launchOf(id));
    answered(stage, id);
  }

  private static void answered(Stage stage, ExecutorId id) {
    stage.await(
        Rule.D7,
        "launched or lost for " + id,
        all ->
            all.stream()
                .filter(
                    h ->
                        (h instanceof Heard.Launched l && l.executor().equals(id))
                            || (h instanceof Heard.Lost g && g.executor().equals(id)))
                .findFirst());
  }

  /** Declines all that is offered; returns the room in executors. */
  private static int declineAll(Stage stage, Duration refuseFor) {
    int room = 0;
    int most = stage.fixture().capacity();
    Optional<Offer> next = Optional.of(stage.offer());
    while (next.isPresent() && room <= most) {
      Offer offer = next.get();
      room += fits(offer.resources(), stage);
      stage.decline(offer.id(), refuseFor);
      stage.linger();
      next = stage.open().stream().findFirst();
    }
    return room;
  }

  private static int fits(Resources resources, Stage stage) {
    int count = 1;
    while (resources.covers(Stage.times(stage.profile().executor(), count + 1))) {
      count++;
    }
    return count;
  }

  private static void refused(Stage stage) {
    stage.connect();
    stage.want(1);
    assertThat(declineAll(stage, LONG))
        .as("executors' room offered, though all of it was declined for an hour")
        .isLessThanOrEqualTo(stage.fixture().capacity());
  }

  private static void newerDemand(Stage stage) {
    stage.connect();
    stage.want(1);
    declineAll(stage, LONG);
    stage.want(1);
    stage.offer(Rule.D6);
  }

  private static void afterTime(Stage stage) {
    stage.connect();
    stage.want(1);
    for (int i = 0; i <= stage.fixture().capacity(); i++) {
      stage.decline(stage.offer(Rule.D6).id(), SHORT);
    }
    stage.offer(Rule.D6);
  }

  private static void gone(Stage stage, OfferId offer, Rule rule) {
    ExecutorId one = stage.newId();
    ExecutorId two = stage.newId();
    stage.launch(offer, stage.launchOf(one), stage.launchOf(two));
    assertThat(stage.lost(rule, one).cause()).isEqualTo(LossCause.OFFER_GONE);
    assertThat(stage.lost(rule, two).cause()).isEqualTo(LossCause.OFFER_GONE);
  }

  private static void launchDeclined(Stage stage) {
    stage.connect();
    stage.want(1);
    OfferId offer = stage.offer().id();
    stage.decline(offer, LONG);
    gone(stage, offer, Rule.D7);
  }

  private static void launchUsed(Stage stage) {
    stage.connect();
    stage.want(1);
    OfferId offer = stage.offer().id();
    ExecutorId id = stage.newId();
    stage.launch(offer, stage.launchOf(id));
    stage.running(id);
    gone(stage, offer, Rule.D7);
  }

  private static void launchRescinded(Stage stage) {
    Consumer<OfferId> rescind = Stage.hook(stage.faults().rescind(), "rescind an offer");
    stage.connect();
    stage.want(1);
    OfferId offer = stage.offer().id();
    rescind.accept(offer);
    gone(stage, offer, Rule.D7);
    stage.await(
        Rule.D5,
        "rescinded for " + offer,
        all ->
            all.stream()
                .filter(h -> h instanceof Heard.Rescinded r && r.offer().equals(offer))
                .findFirst());
  }

  private static void declineUnknown(Stage stage) {
    stage.connect();
    stage.decline(new OfferId("never-offered"), LONG);
    stage.want(1);
    OfferId offer = stage.offer().id();
    stage.decline(offer, SHORT);
    stage.decline(offer, LONG);
    stage.offer(Rule.D7);
  }

  private static void beyond(Stage stage) {
    stage.connect();
    stage.want(1);
    Offer offer = stage.offer();
    ExecutorLaunch[] launches = new ExecutorLaunch[fits(offer.resources(), stage) + 1];
    for (int i = 0; i < launches.length; i++) {
      launches[i] = stage.launchOf(stage.newId());
    }
    stage.launch(offer.id(), launches);
    for (ExecutorLaunch launch : List.of(launches)) {
      assertThat(stage.lost(Rule.D8, launch.executor()).cause())
          .as("the cause for %s", launch.executor())
          .isEqualTo(LossCause.INVALID_LAUNCH);
    }
    assertThat(stage.events().all(Heard.Launched.class)).isEmpty();
    gone(stage, offer.id(), Rule.D8);
    stage.offer();
  }
}
