package dev.firesteel.backend.mesos.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.PendingReason.Kind;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
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
import org.junit.jupiter.api.Test;

class OfferBookTest {
  private static final long SECOND = 1_000_000_000L;
  private static final OfferRules.Pace PACE =
      new OfferRules.Pace(Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ofMinutes(15));
  private static final OfferRules PLAIN = rules("", 0, 0, Map.of(), Revocable.LEFT);

  /** One core, 100 MiB of heap and 10 MiB beside it. */
  private static final ResourceProfile SMALL = profile("small", Resources.of(1, 100));

  private static final ResourceProfile BIG = profile("big", Resources.of(4, 4000));

  private final Told told = new Told();
  private final Asked asked = new Asked();
  private OfferBook book = book(PLAIN);
  private long now = 100 * SECOND;
  private long generation;

  private OfferBook book(OfferRules rules) {
    return new OfferBook(rules, event -> event.accept(told), asked::add);
  }

  private static OfferRules rules(
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

  private static ResourceProfile profile(String name, Resources executor) {
    return ResourceProfile.ofExecutor(new ProfileId(name), executor);
  }

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

  // ---- refusals, suppress, revive

  @Test
  void demandThatIsMetSuppressesOnce() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    assertThat(asked.words()).containsExactly("SUPPRESS");
    launch("o-1", SMALL, "e-1");
    declare(demand(SMALL, 1));
    assertThat(asked.take()).isEmpty();
  }

  @Test
  void newDemandRevivesAtOnceAndThenNotBeforeTheInterval() {
    book.subscribed(at());
    asked.take();
    declare(demand(SMALL, 1));
    assertThat(asked.words()).containsExactly("REVIVE");
    declare();
    now += SECOND;
    declare(demand(SMALL, 1));
    assertThat(asked.words()).containsExactly("SUPPRESS");
    assertThat(book.nextTick(now)).hasValue(now + 2 * SECOND); // for the reason
    now += 3 * SECOND;
    book.tick(at());
    assertThat(asked.take()).isEmpty();
    assertThat(book.nextTick(now).getAsLong()).isEqualTo(now + SECOND);
    now += SECOND;
    book.tick(at());
    assertThat(asked.words()).containsExactly("REVIVE");
    book.tick(at());
    assertThat(asked.take()).isEmpty();
  }

  @Test
  void moreDemandRevivesWhatWasRefused() {
    connected(BIG, 1);
    offered(Offers.of("a", "h1", 1, 500));
    asked.take();
    declare(demand(BIG, 1));
    assertThat(asked.take()).isEmpty();
    declare(demand(BIG, 1), demand(SMALL, 1));
    assertThat(asked.words()).containsExactly("REVIVE");
  }

  @Test
  void aHostThatIsNotExcludedAnyMoreRevives() {
    declare(hosts("h1"), demand(SMALL, 1));
    book.subscribed(at());
    offered(Offers.of("a", "h1", 1, 500));
    assertThat(asked.words()).containsExactly("DECLINE a 120.0s");
    declare(hosts("h1", "h2"), demand(SMALL, 1));
    assertThat(asked.take()).isEmpty();
    declare(hosts("h2"), demand(SMALL, 1));
    assertThat(asked.words()).containsExactly("REVIVE");
  }

  @Test
  void aLossRevives() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    launch("o-1", SMALL, "e-1");
    asked.take();
    book.ended(new ExecutorId("e-1"), at());
    book.ended(new ExecutorId("e-1"), at());
    assertThat(asked.words()).containsExactly("REVIVE");
  }

  @Test
  void whatTheCoreDeclinedIsNotOfferedBeforeItsTime() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    asked.take();
    book.decline(new OfferId("o-1"), Duration.ofSeconds(60), at());
    assertThat(asked.words()).containsExactly("DECLINE a 60.0s", "REVIVE");
    now += 20 * SECOND;
    offered(Offers.of("b", "h1", 1, 500)); // for the REVIVE
    assertThat(told.offers).hasSize(1);
    assertThat(asked.words()).containsExactly("DECLINE b 40.0s");
    now += 40 * SECOND;
    offered(Offers.of("c", "h1", 1, 500));
    assertThat(told.offers).hasSize(2);
  }

  @Test
  void whatTheCoreDeclinedComesBackWithANewerSnapshot() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    book.decline(new OfferId("o-1"), Duration.ofHours(1), at());
    asked.take();
    offered(Offers.of("b", "h1", 1, 500)); // for the REVIVE
    asked.take();
    now += 6 * SECOND;
    declare(demand(SMALL, 1));
    assertThat(asked.words()).containsExactly("REVIVE");
    offered(Offers.of("c", "h1", 1, 500));
    assertThat(told.offers).hasSize(2);
  }

  @Test
  void whenTheCoreDeclinesOneOthersThatWereNotNeededAreAskedFor() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500), Offers.of("b", "h2", 1, 500));
    asked.take();
    book.decline(new OfferId("o-1"), Duration.ofHours(1), at());
    assertThat(asked.words()).contains("REVIVE");
    offered(Offers.of("c", "h1", 1, 500), Offers.of("d", "h2", 1, 500));
    assertThat(told.last().at().host()).isEqualTo(new HostName("h2"));
  }

  // ---- less demand

  @Test
  void whatExceedsFallenDemandIsRescindedTheNewestFirst() {
    connected(SMALL, 2);
    offered(Offers.of("a", "h1", 1, 500), Offers.of("b", "h2", 1, 500));
    told.take();
    asked.take();
    declare(demand(SMALL, 1));
    assertThat(told.take()).containsExactly("rescinded o-2");
    assertThat(asked.words()).containsExactly("DECLINE b 120.0s");
    book.close(at());
    assertThat(told.take()).containsExactly("rescinded o-1");
  }

  @Test
  void anOfferWithRoomForMoreThanIsMissingStays() {
    connected(SMALL, 3);
    offered(Offers.of("a", "h1", 3, 500));
    declare(demand(SMALL, 2));
    assertThat(told.take()).hasSize(1);
  }

  @Test
  void anOpenOfferOnAHostThatBecomesExcludedIsRescinded() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    declare(hosts("h1"), demand(SMALL, 1));
    assertThat(told.take()).contains("rescinded o-1");
  }

  // ---- conditions

  @Test
  void nothingIsOfferedOnExcludedHosts() {
    declare(hosts("h1"), demand(SMALL, 1));
    book.subscribed(at());
    offered(Offers.of("a", "H1", 1, 500));
    assertThat(told.offers).isEmpty();
  }

  @Test
  void nothingIsOfferedAgainstConstraints() {
    book = book(rules("rack:r1", 0, 0, Map.of(), Revocable.LEFT));
    connected(SMALL, 2);
    offered(
        Offers.of("a", "h1", 1, 500),
        Offers.with(Offers.of("b", "h2", 1, 500), Offers.text("rack", "r2")),
        Offers.with(Offers.of("c", "h3", 1, 500), Offers.text("rack", "r1")));
    assertThat(told.offers)
        .extracting(each -> each.at().host())
        .containsExactly(new HostName("h3"));
    assertThat(told.last().at().rack()).isEqualTo(new RackName("/r1"));
    assertThat(told.last().attributes()).containsEntry("rack", "r1");
  }

  @Test
  void theFaultDomainIsTheRackOfAgentsWithoutTheAttribute() {
    connected(SMALL, 1);
    offered(Offers.in(Offers.of("a", "h1", 1, 500), "eu", "z1"));
    assertThat(told.last().at().rack()).isEqualTo(new RackName("/eu/z1"));
  }

  @Test
  void anAgentHasNoMoreExecutorsThanAllowed() {
    book = book(rules("", 2, 0, Map.of(), Revocable.LEFT));
    connected(SMALL, 5);
    offered(Offers.of("a", "h1", 9, 9000));
    assertThat(told.last().resources()).isEqualTo(Resources.of(2, 200));
    launch("o-1", SMALL, "e-1", "e-2");
    offered(Offers.of("b", "h1", 7, 9000));
    assertThat(told.offers).hasSize(1);
    book.ended(new ExecutorId("e-1"), at());
    offered(Offers.of("c", "h1", 8, 9000));
    assertThat(told.last().resources()).isEqualTo(Resources.of(1, 100));
  }

  @Test
  void theApplicationHasNoMoreCoresThanAllowed() {
    book = book(rules("", 0, 3, Map.of(), Revocable.LEFT));
    connected(SMALL, 5);
    offered(Offers.of("a", "h1", 2, 9000), Offers.of("b", "h2", 2, 9000));
    assertThat(told.offers).extracting(each -> each.resources().cores()).containsExactly(2, 1);
    launch("o-1", SMALL, "e-1", "e-2");
    launch("o-2", SMALL, "e-3");
    now += 2 * SECOND;
    offered(Offers.of("c", "h3", 2, 9000));
    assertThat(told.offers).hasSize(2);
    assertThat(told.pending.get(SMALL.id()).get(0).kind()).isEqualTo(Kind.QUOTA);
    assertThat(detail(SMALL))
        .contains("1 beyond the limit of 3 cores", "firesteel.mesos.max-cores");
  }

  @Test
  void agentsWithGpusAreLeftAloneWithoutNeed() {
    connected(SMALL, 1);
    Offer gpu =
        Offers.of(
            "a",
            "h1",
            Offers.scalar("cpus", 4),
            Offers.scalar("mem", 900),
            Offers.scalar("gpus", 2));
    offered(gpu);
    assertThat(told.offers).isEmpty();
    book = book(rules("", 0, 0, Map.of("gpus", 2L), Revocable.LEFT));
    generation = 0;
    connected(SMALL, 1);
    offered(gpu);
    assertThat(told.offers).hasSize(1);
    Accept accept = launch("o-1", SMALL, "e-1").orElseThrow();
    assertThat(accept.starts().get(0).taken().resources()).contains(gpu.getResources(2));
  }

  @Test
  void aProfilesOwnExtrasAreTaken() {
    ResourceProfile gpu = profile("gpu", Resources.of(1, 100).with("gpu", 1).with("fpga", 2));
    connected(gpu, 1);
    offered(
        Offers.of(
            "a",
            "h1",
            Offers.scalar("cpus", 4),
            Offers.scalar("mem", 900),
            Offers.scalar("gpus", 1),
            Offers.scalar("fpga", 1)));
    assertThat(told.offers).isEmpty();
    offered(
        Offers.of(
            "b",
            "h1",
            Offers.scalar("cpus", 4),
            Offers.scalar("mem", 900),
            Offers.scalar("gpus", 1),
            Offers.scalar("fpga", 2)));
    assertThat(told.last().resources()).isEqualTo(gpu.executor());
  }

  @Test
  void diskIsTakenIfItIsCounted() {
    book = book(rules("", 0, 0, Map.of("disk", 50L), Revocable.LEFT));
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 4, 900));
    assertThat(told.offers).isEmpty();
  }

  // ---- maintenance

  @Test
  void anAgentThatIsAboutToGoDownGetsNothing() {
    connected(SMALL, 2);
    long wall = at().wall();
    offered(
        Offers.downAt(Offers.of("a", "h1", 1, 500), wall + 600 * SECOND),
        Offers.downAt(Offers.of("b", "h2", 1, 500), wall + 6000 * SECOND));
    assertThat(told.offers)
        .extracting(each -> each.at().host())
        .containsExactly(new HostName("h2"));
  }

  @Test
  void anAnnouncedMaintenanceCountsUntilItIsCalledOff() {
    connected(SMALL, 1);
    book.leaving(Offers.agent("h1"), Offers.at(at().wall() + SECOND));
    offered(Offers.of("a", "h1", 1, 500));
    assertThat(told.offers).isEmpty();
    asked.take();
    book.staying(Offers.agent("h1"), at());
    assertThat(asked.words()).containsExactly("REVIVE");
    offered(Offers.of("b", "h1", 1, 500));
    assertThat(told.offers).hasSize(1);
  }

  // ---- reasons

  @Test
  void whyOffersDoNotHelpIsCountedOverAMinute() {
    declare(hosts("h3"), demand(profile("p", Resources.of(1, 4086)), 2));
    book.subscribed(at());
    offered(Offers.of("x", "h1", 1, 9000));
    launch("o-1", profile("p", Resources.of(1, 4086)), "e-1");
    now += 61 * SECOND;
    offered(Offers.of("a", "h1", 4, 4000));
    now += SECOND;
    offered(Offers.of("b", "h2", 4, 2000), Offers.of("c", "h3", 4, 9000));
    now += 10 * SECOND;
    book.tick(at());
    assertThat(told.pending.get(new ProfileId("p")).get(0).detail())
        .isEqualTo(
            "Cannot start 1 executor of 1 core, 4086 MiB: 3 offers in the last minute:"
                + " 2 lacked 4096 MiB, 1 excluded host");
    assertThat(told.pending.get(new ProfileId("p")).get(0).kind()).isEqualTo(Kind.CLUSTER_BUSY);
  }

  @Test
  void whatNoAgentEverHadIsTooLargeAndToldAtOnce() {
    connected(BIG, 1);
    offered(Offers.of("a", "h1", 2, 9000));
    assertThat(told.pending.get(BIG.id()).get(0).kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(detail(BIG)).contains("1 lacked 4 cpus", "the largest had 2 cpus, 9000 MiB");
    declare();
    assertThat(told.pending.get(BIG.id())).isEmpty();
  }

  @Test
  void whatOurOwnExecutorsUseIsNotTooLarge() {
    connected(SMALL, 4);
    offered(Offers.of("a", "h1", 4, 9000));
    launch("o-1", SMALL, "e-1", "e-2", "e-3", "e-4");
    declare(demand(SMALL, 4), demand(BIG, 1));
    now += 2 * SECOND;
    offered(Offers.of("b", "h1", Offers.scalar("mem", 8560)));
    assertThat(told.pending.get(BIG.id()).get(0).kind()).isEqualTo(Kind.CLUSTER_BUSY);
  }

  @Test
  void silenceOfMesosIsAReasonAfterAWhile() {
    connected(SMALL, 1);
    assertThat(told.pending).isEmpty();
    now = book.nextTick(now).getAsLong();
    book.tick(at());
    assertThat(told.pending.get(SMALL.id()).get(0).kind()).isEqualTo(Kind.WAITING);
    offered(Offers.of("a", "h1", 1, 500));
    assertThat(told.pending.get(SMALL.id())).isEmpty();
  }

  @Test
  void moreCoresThanTheLimitAllowsAreToldAtOnceAndNotAskedFor() {
    book = book(rules("", 0, 3, Map.of(), Revocable.LEFT));
    connected(BIG, 1);
    assertThat(told.pending.get(BIG.id()).get(0).kind()).isEqualTo(Kind.QUOTA);
    assertThat(detail(BIG)).contains("firesteel.mesos.max-cores allows 3 cores");
    assertThat(asked.words()).containsExactly("SUPPRESS");
  }

  @Test
  void aReasonInOtherNumbersIsNotToldTooOften() {
    connected(BIG, 1);
    offered(Offers.of("a", "h1", 2, 9000));
    told.take();
    offered(Offers.of("b", "h1", 2, 9000));
    assertThat(told.take()).isEmpty();
    now += 5 * SECOND;
    book.tick(at());
    assertThat(told.take()).hasSize(1);
    assertThat(detail(BIG)).contains("2 offers in the last minute");
    now += 61 * SECOND;
    book.tick(at());
    assertThat(detail(BIG)).contains("1 offer before the last minute, and none since: 1 lacked");
  }

  @Test
  void theNextTickIsNeverInThePast() {
    connected(BIG, 2);
    offered(Offers.of("a", "h1", 2, 9000));
    for (int i = 0; i < 30; i++) {
      long next = book.nextTick(now).orElse(now + 1);
      assertThat(next).isGreaterThan(now);
      now = next;
      book.tick(at());
    }
  }

  // ---- words for the tests

  private Moment at() {
    return new Moment(now, now + 1_700_000_000 * SECOND);
  }

  private void connected(ResourceProfile profile, int count) {
    declare(demand(profile, count));
    book.subscribed(at());
  }

  private static ProfileDemand demand(ResourceProfile profile, int count) {
    return ProfileDemand.of(profile, count);
  }

  private void declare(ProfileDemand... profiles) {
    declare(new TreeSet<>(), profiles);
  }

  private void declare(SortedSet<HostName> excluded, ProfileDemand... profiles) {
    book.declare(new DemandSnapshot(++generation, List.of(profiles), excluded), at());
  }

  private static SortedSet<HostName> hosts(String... names) {
    return new TreeSet<>(Arrays.stream(names).map(HostName::new).toList());
  }

  private void offered(Offer... offers) {
    book.offered(List.of(offers), at());
  }

  private Optional<Accept> launch(String offer, ResourceProfile profile, String... ids) {
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

  private String detail(ResourceProfile profile) {
    return told.pending.get(profile.id()).get(0).detail();
  }
}
