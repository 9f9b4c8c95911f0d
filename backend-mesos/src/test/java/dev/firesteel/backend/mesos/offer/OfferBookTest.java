package dev.firesteel.backend.mesos.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OfferBookTest extends OfferTalk {
  // ---- errors of the core

  @Test
  void aLaunchOnAnOfferThatIsNotOpenIsAnsweredForEach() {
    connected(SMALL, 1);
    assertThat(launch("o-9", SMALL, "e-1", "e-2")).isEmpty();
    assertThat(told.losses.values()).extracting("cause").containsOnly(LossCause.OFFER_GONE);
    assertThat(told.losses).hasSize(2);
  }

  @Test
  void launchesBeyondTheOfferAreAllRefusedAndTheOfferGoesBack() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 8, 8000));
    asked.take();
    assertThat(launch("o-1", SMALL, "e-1", "e-2")).isEmpty();
    assertThat(told.losses.values()).extracting("cause").containsOnly(LossCause.INVALID_LAUNCH);
    assertThat(asked.words()).contains("DECLINE a 0.0s");
    assertThat(launch("o-1", SMALL, "e-3")).isEmpty();
    assertThat(told.losses.get(new ExecutorId("e-3")).cause()).isEqualTo(LossCause.OFFER_GONE);
  }

  @Test
  void aLaunchOfAnotherProfileIsRefused() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 8, 8000));
    assertThat(launch("o-1", profile("other", Resources.of(1, 1)), "e-1")).isEmpty();
    assertThat(told.losses.get(new ExecutorId("e-1")).diagnostics()).contains("for profile small");
  }

  @Test
  void anIdIsNeverLaunchedTwiceAndTheFirstIsNotDisturbed() {
    connected(SMALL, 2);
    offered(Offers.of("a", "h1", 1, 500), Offers.of("b", "h2", 1, 500));
    assertThat(launch("o-1", SMALL, "e-1")).isPresent();
    assertThat(launch("o-2", SMALL, "e-1")).isEmpty();
    assertThat(told.losses.get(new ExecutorId("e-1")).cause()).isEqualTo(LossCause.INVALID_LAUNCH);
    offered(Offers.of("c", "h2", 1, 500));
    assertThat(told.take().get(3)).startsWith("offered o-3");
  }

  @Test
  void declineOfAnOfferThatIsNotOpenIsIgnored() {
    connected(SMALL, 1);
    asked.take();
    book.decline(new OfferId("o-7"), Duration.ofHours(1), at());
    assertThat(asked.take()).isEmpty();
  }

  @Test
  void anOldSnapshotIsIgnored() {
    connected(SMALL, 1);
    book.declare(new DemandSnapshot(generation, List.of(), new TreeSet<>()), at());
    offered(Offers.of("a", "h1", 1, 500));
    assertThat(told.offers).hasSize(1);
  }

  // ---- answered at once

  @Test
  void withoutDemandAllIsDeclinedAtOnceForLongInOneCall() {
    book.subscribed(at());
    assertThat(asked.words()).containsExactly("SUPPRESS");
    offered(Offers.of("a", "h1", 4, 4000), Offers.of("b", "h2", 4, 4000));
    assertThat(asked.words()).containsExactly("DECLINE a b 120.0s");
    assertThat(told.all).isEmpty();
  }

  @Test
  void everyOfferIsEitherToldOrDeclined() {
    connected(SMALL, 2);
    asked.take();
    offered(
        Offers.of("a", "h1", 0.5, 4000),
        Offers.of("b", "h2", 4, 4000),
        Offers.of("c", "h3", 4, 4000),
        Offers.of("d", "h4", 4, 4000));
    assertThat(told.take())
        .containsExactly("offered o-1 h2 1 core, 100 MiB", "offered o-2 h3 1 core, 100 MiB");
    assertThat(asked.words()).containsExactly("DECLINE a d 120.0s", "SUPPRESS");
  }

  @Test
  void offersThatComeTooLateForTheDemandAreDeclined() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 4, 4000));
    asked.take();
    offered(Offers.of("b", "h2", 4, 4000));
    assertThat(asked.words()).containsExactly("DECLINE b 120.0s");
  }

  // ---- several executors, several offers

  @Test
  void severalExecutorsShareAnOfferWhenThereAreNoOtherAgents() {
    connected(SMALL, 3);
    offered(Offers.of("a", "h1", 2, 4000));
    assertThat(told.last().resources()).isEqualTo(Resources.of(2, 200));
    Accept accept = launch("o-1", SMALL, "e-1", "e-2").orElseThrow();
    assertThat(accept.starts()).hasSize(2);
    assertThat(accept.starts().get(1).taken().resources())
        .extracting(each -> each.getName() + each.getScalar().getValue())
        .containsExactly("cpus1.0", "mem110.0");
  }

  @Test
  void executorsAreSpreadOverAgents() {
    connected(SMALL, 3);
    offered(Offers.of("a", "h1", 8, 8000), Offers.of("b", "h2", 8, 8000));
    assertThat(told.take())
        .containsExactly("offered o-1 h1 2 cores, 200 MiB", "offered o-2 h2 1 core, 100 MiB");
  }

  @Test
  void severalOffersOfOneAgentAreOne() {
    connected(SMALL, 2);
    offered(
        Offers.of("a", "h1", Offers.scalar("cpus", 1.5)),
        Offers.of("b", "h1", 0.5, 300),
        Offers.of("c", "h2", Offers.scalar("cpus", 7)));
    Accept accept = launch("o-1", SMALL, "e-1", "e-2").orElseThrow();
    assertThat(accept.offers()).containsExactly(Offers.id("a"), Offers.id("b"));
    assertThat(told.take()).containsExactly("offered o-1 h1 2 cores, 200 MiB");
  }

  @Test
  void offersOfSeveralRolesAreNotMixed() {
    connected(SMALL, 1);
    offered(
        Offers.as("r1", Offers.of("a", "h1", 1, 60)), Offers.as("r2", Offers.of("b", "h1", 1, 60)));
    assertThat(told.offers).isEmpty();
    offered(
        Offers.as("r1", Offers.of("c", "h1", 1, 60)), Offers.as("r1", Offers.of("d", "h1", 1, 60)));
    assertThat(told.offers).hasSize(1);
  }

  @Test
  void offersWithoutMemoryAndOddFractionsAreSmallOffers() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", Offers.scalar("cpus", 0.999)), Offers.of("b", "h2", 0.9994, 500));
    assertThat(told.offers).isEmpty();
    offered(Offers.of("c", "h1", 0.9996, 110)); // 1.000 as Mesos reckons
    assertThat(told.offers).hasSize(1);
  }

  @Test
  void whatIsLeftComesBackSoonWhileSomethingIsMissing() {
    declare(demand(BIG, 1), demand(SMALL, 1));
    book.subscribed(at());
    offered(Offers.of("a", "h1", 5, 5000));
    assertThat(told.last().profile()).contains(BIG.id());
    assertThat(launch("o-1", BIG, "e-1").orElseThrow().leftover()).isZero();
    offered(Offers.of("b", "h1", 1, 990));
    assertThat(launch("o-2", SMALL, "e-2").orElseThrow().leftover())
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void theMostImportantProfileIsServedFirst() {
    declare(demand(SMALL, 1), demand(BIG, 1));
    book.subscribed(at());
    offered(Offers.of("a", "h1", 4, 5000), Offers.of("b", "h2", 4, 5000));
    assertThat(told.offers)
        .extracting(each -> each.profile().orElseThrow())
        .containsExactly(SMALL.id(), BIG.id());
  }

  @Test
  void hostsThatTasksWishAreTakenFirst() {
    declare(
        new ProfileDemand(
            SMALL, 3, new TreeMap<>(Map.of(new HostName("h2"), 2)), Duration.ofSeconds(3)));
    book.subscribed(at());
    offered(
        Offers.of("a", "h1", 9, 9000),
        Offers.of("b", "h2", 9, 9000),
        Offers.of("c", "h3", 9, 9000));
    assertThat(told.take())
        .containsExactly("offered o-1 h1 1 core, 100 MiB", "offered o-2 h2 2 cores, 200 MiB");
  }

  // ---- rescinded

  @Test
  void anOpenOfferThatMesosTakesBackIsRescindedAndTheOthersOfItGoBack() {
    connected(SMALL, 2);
    offered(Offers.of("a", "h1", 1, 500), Offers.of("b", "h1", 1, 500));
    asked.take();
    told.take();
    assertThat(book.rescinded(Offers.id("b"), at())).isEmpty();
    assertThat(told.take()).containsExactly("rescinded o-1");
    assertThat(asked.words()).startsWith("DECLINE a 0.0s");
    assertThat(launch("o-1", SMALL, "e-1")).isEmpty();
    assertThat(told.losses.get(new ExecutorId("e-1")).cause()).isEqualTo(LossCause.OFFER_GONE);
  }

  @Test
  void anOfferThatMesosTakesBackDuringItsLaunchIsNamed() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    launch("o-1", SMALL, "e-1");
    told.take();
    OfferId late = new OfferId("o-1");
    assertThat(book.rescinded(Offers.id("a"), at())).contains(late);
    book.tooLate(late);
    book.tooLate(late);
    assertThat(told.take()).containsExactly("rescinded o-1");
    book.ended(new ExecutorId("e-1"), at());
    assertThat(asked.words()).contains("REVIVE");
  }

  @Test
  void anOfferWhoseLaunchMesosHasTakenIsNotNamed() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    launch("o-1", SMALL, "e-1");
    book.launched(new OfferId("o-1"));
    assertThat(book.rescinded(Offers.id("a"), at())).isEmpty();
    assertThat(book.rescinded(Offers.id("never"), at())).isEmpty();
  }

  @Test
  void aLaunchThatIsNotMadeGivesItsOffersBack() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    Accept accept = launch("o-1", SMALL, "e-1").orElseThrow();
    asked.take();
    book.notLaunched(accept);
    book.notLaunched(accept);
    assertThat(asked.words()).containsExactly("DECLINE a 0.0s");
  }

  @Test
  void aNewSubscriptionMakesAllOffersVoid() {
    connected(SMALL, 2);
    offered(Offers.of("a", "h1", 1, 500));
    told.take();
    asked.take();
    book.subscribed(at());
    assertThat(told.take()).containsExactly("rescinded o-1");
    assertThat(asked.take()).isEmpty(); // Mesos offers all by itself
  }

  @Test
  void withoutConnectionNothingIsSaid() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    book.disconnected();
    asked.take();
    declare(demand(SMALL, 5));
    declare();
    assertThat(asked.take()).isEmpty();
    assertThat(told.take()).endsWith("rescinded o-1");
  }
}
