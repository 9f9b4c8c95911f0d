package dev.firesteel.backend.yarn.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.PendingReason.Kind;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.tck.Heard;
import dev.firesteel.backend.tck.RecordedEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AskBookTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration WAIT = Duration.ofSeconds(3);
  private static final ResourceProfile SMALL = profile("small", Resources.of(1, 1024));
  private static final ResourceProfile WIDE = profile("wide", Resources.of(4, 2048));

  private final RecordedEvents events = new RecordedEvents();
  private AskBook book = book(ContainerRules.Hints.NAMED);
  private long generation;
  private int containers;

  private static ResourceProfile profile(String id, Resources executor) {
    return ResourceProfile.ofExecutor(new ProfileId(id), executor);
  }

  private AskBook book(ContainerRules.Hints hints) {
    Resources largest = Resources.of(8, 8192).with("yarn.io/gpu", 2);
    return new AskBook(
        new ContainerRules(largest, heap -> heap + 384, hints), event -> event.accept(events));
  }

  // ---- what may not be

  @Test
  void askIsNeverLargerThanTheLargestContainer() {
    declare(0, ProfileDemand.of(profile("big", Resources.of(1, 8192)), 2));
    assertThat(book.take()).isEqualTo(Exchange.NONE);
    PendingReason why = lastPending().why().get(0);
    assertThat(why.kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(why.detail()).contains("8576 MiB", "firesteel.executor.memory", "8 cores, 8192 MiB");
  }

  @Test
  void resourceThatTheClusterDoesNotHaveIsTold() {
    Resources fpga = Resources.of(1, 64).with("yarn.io/fpga", 1);
    declare(0, ProfileDemand.of(profile("fpga", fpga), 1));
    assertThat(lastPending().why().get(0).detail())
        .contains("1 yarn.io/fpga (the cluster has no such resource)");
  }

  @Test
  void tooManyCoresAndTooManyGpusAreTold() {
    Resources much = Resources.of(9, 64).with("yarn.io/gpu", 3);
    declare(0, ProfileDemand.of(profile("much", much), 1));
    assertThat(lastPending().why().get(0).detail())
        .contains("9 cores (lower firesteel.executor.cores)", "3 yarn.io/gpu (lower it)");
  }

  @Test
  void impossibleProfileDoesNotHinderOthersAndIsTakenBack() {
    ResourceProfile big = profile("big", Resources.of(1, 8192));
    declare(0, ProfileDemand.of(big, 1), ProfileDemand.of(SMALL, 1));
    assertThat(book.take().added()).hasSize(1);
    declare(1, ProfileDemand.of(SMALL, 1));
    assertThat(lastPending().profile()).isEqualTo(big.id());
    assertThat(lastPending().why()).isEmpty();
  }

  @Test
  void olderDemandIsIgnored() {
    book.declare(snapshot(5, ProfileDemand.of(SMALL, 1)), 0);
    book.declare(snapshot(5, ProfileDemand.of(SMALL, 3)), 0);
    book.declare(snapshot(4), 0);
    assertThat(book.take().added()).hasSize(1);
    assertThat(book.take()).isEqualTo(Exchange.NONE);
  }

  @Test
  void launchOnAnOfferThatIsNotOpenIsAnswered() {
    assertThat(book.launch(new OfferId("o-9"), List.of(launch("e-1"), launch("e-2")), 0)).isEmpty();
    assertThat(losses()).containsExactly(LossCause.OFFER_GONE, LossCause.OFFER_GONE);
  }

  @Test
  void twoExecutorsInOneContainerAreRefusedAndTheContainerGoesBack() {
    Offer offer = offered(SMALL);
    assertThat(book.launch(offer.id(), List.of(launch("e-1"), launch("e-2")), 0)).isEmpty();
    assertThat(losses()).containsExactly(LossCause.INVALID_LAUNCH, LossCause.INVALID_LAUNCH);
    Exchange next = book.take();
    assertThat(next.released()).containsExactly("c-1");
    assertThat(next.added()).hasSize(1);
  }

  @Test
  void otherProfileOnAnOfferIsRefused() {
    Offer offer = offered(SMALL);
    assertThat(book.launch(offer.id(), List.of(launch("e-1", WIDE)), 0)).isEmpty();
    assertThat(losses()).containsExactly(LossCause.INVALID_LAUNCH);
  }

  @Test
  void idIsUsedOnce() {
    Offer first = offered(SMALL);
    assertThat(book.launch(first.id(), List.of(launch("e-1")), 0)).isPresent();
    book.ended(new ExecutorId("e-1"), 0);
    grant("h1", 1);
    assertThat(book.launch(lastOffer().id(), List.of(launch("e-1")), 0)).isEmpty();
    assertThat(losses()).containsExactly(LossCause.INVALID_LAUNCH);
    assertThat(book.take().released()).containsExactly("c-2");
  }

  @Test
  void launchOfNothingGivesTheContainerBack() {
    Offer offer = offered(SMALL);
    assertThat(book.launch(offer.id(), List.of(), 0)).isEmpty();
    assertThat(book.take().released()).containsExactly("c-1");
  }

  // ---- asks

  @Test
  void eachMissingExecutorIsAskedForWithItsOverhead() {
    declare(0, ProfileDemand.of(SMALL, 3));
    Exchange first = book.take();
    assertThat(first.added())
        .hasSize(3)
        .allMatch(ask -> ask.container().equals(Resources.of(1, 1408)) && ask.hosts().isEmpty());
    assertThat(book.take()).isEqualTo(Exchange.NONE);
  }

  @Test
  void profilesHavePrioritiesOfTheirOwnThatStay() {
    declare(0, ProfileDemand.of(SMALL, 1), ProfileDemand.of(WIDE, 1));
    assertThat(book.take().added()).extracting(Ask::priority).containsExactly(1, 2);
    declare(0, ProfileDemand.of(WIDE, 2), ProfileDemand.of(SMALL, 2));
    assertThat(book.take().added()).extracting(Ask::priority).containsExactly(2, 1);
  }

  @Test
  void extraResourcesAreAskedFor() {
    Resources gpu = Resources.of(1, 64).with("yarn.io/gpu", 2);
    declare(0, ProfileDemand.of(profile("gpu", gpu), 1));
    assertThat(book.take().added().get(0).container().extra()).containsEntry("yarn.io/gpu", 2L);
  }

  @Test
  void raisedAndLoweredDemandChangesAsks() {
    declare(0, ProfileDemand.of(SMALL, 1));
    book.take();
    declare(0, ProfileDemand.of(SMALL, 3));
    assertThat(book.take().added()).hasSize(2);
    declare(0, ProfileDemand.of(SMALL, 1));
    assertThat(book.take().withdrawn()).hasSize(2);
    declare(0);
    assertThat(book.take().withdrawn()).hasSize(1);
    assertThat(book.hungry()).isFalse();
  }

  @Test
  void askThatWasNotToldYetIsForgottenSilently() {
    declare(0, ProfileDemand.of(SMALL, 2));
    declare(0);
    assertThat(book.hasNews()).isFalse();
    assertThat(book.take()).isEqualTo(Exchange.NONE);
  }

  @Test
  void containerThatComesIsOfferedAndItsAskWithdrawn() {
    declare(0, ProfileDemand.of(SMALL, 2));
    List<Ask> asks = book.take().added();
    grant("h1", 1);
    assertThat(lastOffer().profile()).hasValue(SMALL.id());
    assertThat(lastOffer().resources()).isEqualTo(SMALL.executor());
    assertThat(lastOffer().at().host()).isEqualTo(new HostName("h1"));
    Exchange next = book.take();
    assertThat(next.withdrawn()).hasSize(1);
    assertThat(asks).containsAll(next.withdrawn());
    assertThat(next.added()).isEmpty();
  }

  @Test
  void surplusGoesBackAtOnce() {
    declare(0, ProfileDemand.of(SMALL, 1));
    book.take();
    grant("h1", 1, 1, 1);
    assertThat(offers()).hasSize(1);
    assertThat(book.take().released()).containsExactly("c-2", "c-3");
  }

  @Test
  void containerOfAnUnknownPriorityGoesBack() {
    declare(0, ProfileDemand.of(SMALL, 1));
    grant("h1", 7);
    assertThat(offers()).isEmpty();
    assertThat(book.take().released()).containsExactly("c-1");
  }

  @Test
  void containerAfterDemandFellGoesBack() {
    declare(0, ProfileDemand.of(SMALL, 1));
    book.take();
    declare(0);
    grant("h1", 1);
    assertThat(offers()).isEmpty();
    assertThat(book.take().released()).containsExactly("c-1");
  }

  @Test
  void lossIsAskedForAgain() {
    book.launch(offered(SMALL).id(), List.of(launch("e-1")), 0);
    book.take();
    book.ended(new ExecutorId("e-1"), 0);
    book.ended(new ExecutorId("e-1"), 0);
    assertThat(book.take().added()).hasSize(1);
  }

  @Test
  void containerThatEndsWhileOfferedIsRescindedAndAskedForAgain() {
    OfferId offer = offered(SMALL).id();
    book.take();
    book.gone("c-1", 0);
    assertThat(rescinded()).containsExactly(offer);
    Exchange next = book.take();
    assertThat(next.added()).hasSize(1);
    assertThat(next.released()).isEmpty();
  }

  @Test
  void demandThatFallsRescindsTheNewestOffers() {
    declare(0, ProfileDemand.of(SMALL, 2));
    book.take();
    grant("h1", 1, 1);
    declare(0, ProfileDemand.of(SMALL, 1));
    assertThat(rescinded()).containsExactly(offers().get(1).id());
    assertThat(book.take().released()).containsExactly("c-2");
  }

  @Test
  void closeWithdrawsAllAndGivesBackOffers() {
    declare(0, ProfileDemand.of(SMALL, 2));
    book.take();
    grant("h1", 1);
    book.close(0);
    Exchange last = book.take();
    assertThat(last.withdrawn()).hasSize(2);
    assertThat(last.released()).containsExactly("c-1");
    assertThat(last.added()).isEmpty();
  }

  // ---- refusals

  @Test
  void declinedContainerGoesBackAndIsNotReplacedBeforeItsTime() {
    OfferId offer = offered(SMALL).id();
    book.take();
    book.decline(offer, Duration.ofSeconds(5), SECOND);
    Exchange next = book.take();
    assertThat(next.released()).containsExactly("c-1");
    assertThat(next.added()).isEmpty();
    assertThat(book.nextTick()).hasValue(6 * SECOND);
    book.tick(6 * SECOND - 1);
    assertThat(book.take().added()).isEmpty();
    book.tick(6 * SECOND);
    assertThat(book.take().added()).hasSize(1);
  }

  @Test
  void newerDemandEndsRefusals() {
    book.decline(offered(SMALL).id(), Duration.ofHours(1), 0);
    book.take();
    declare(0, ProfileDemand.of(SMALL, 1));
    assertThat(book.take().added()).hasSize(1);
  }

  @Test
  void declineOfAnUnknownOfferIsIgnored() {
    declare(0, ProfileDemand.of(SMALL, 1));
    book.take();
    book.decline(new OfferId("o-9"), Duration.ofHours(1), 0);
    assertThat(book.take()).isEqualTo(Exchange.NONE);
  }

  // ---- excluded hosts

  @Test
  void excludedHostsAreToldOnceAndTakenBack() {
    exclude("h1");
    assertThat(book.take().excluded()).containsExactly(new HostName("h1"));
    assertThat(book.take()).isEqualTo(Exchange.NONE);
    exclude("h2");
    Exchange next = book.take();
    assertThat(next.excluded()).containsExactly(new HostName("h2"));
    assertThat(next.included()).containsExactly(new HostName("h1"));
  }

  @Test
  void containerOnAnExcludedHostGoesBackAndStaysAskedFor() {
    exclude("h1", ProfileDemand.of(SMALL, 1));
    book.take();
    grant("h1", 1);
    assertThat(offers()).isEmpty();
    Exchange next = book.take();
    assertThat(next.released()).containsExactly("c-1");
    assertThat(book.hungry()).isTrue();
  }

  @Test
  void offerOnAHostThatBecomesExcludedIsRescindedAndReplaced() {
    OfferId offer = offered(SMALL).id();
    book.take();
    exclude("h1", ProfileDemand.of(SMALL, 1));
    assertThat(rescinded()).containsExactly(offer);
    Exchange next = book.take();
    assertThat(next.released()).containsExactly("c-1");
    assertThat(next.added()).hasSize(1);
  }

  // ---- hints

  @Test
  void asksNameTheHostsThatTasksWant() {
    declare(0, hinted(2, "h1", "h2"));
    assertThat(book.take().added())
        .extracting(Ask::hosts)
        .containsExactlyInAnyOrder(hosts("h1"), hosts("h2"));
  }

  @Test
  void fewAsksNameSeveralHosts() {
    declare(0, hinted(1, "h1", "h2", "h3"));
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts("h1", "h2", "h3"));
  }

  @Test
  void executorsBeyondTheHintsAreAskedForAnywhere() {
    declare(0, hinted(3, "h1"));
    assertThat(book.take().added())
        .extracting(Ask::hosts)
        .containsExactlyInAnyOrder(hosts("h1"), hosts(), hosts());
  }

  @Test
  void tasksCountBySlots() {
    TreeMap<HostName, Integer> hints = new TreeMap<>();
    hints.put(new HostName("h1"), 5); // two executors of four slots
    declare(0, new ProfileDemand(WIDE, 3, hints, WAIT));
    assertThat(book.take().added())
        .extracting(Ask::hosts)
        .containsExactlyInAnyOrder(hosts("h1"), hosts("h1"), hosts());
  }

  @Test
  void containerFulfilsTheAskThatNamesItsHost() {
    declare(0, hinted(2, "h1", "h2"));
    book.take();
    grant("h2", 1);
    Exchange next = book.take();
    assertThat(next.withdrawn()).extracting(Ask::hosts).containsExactly(hosts("h2"));
    assertThat(next.added()).isEmpty();
  }

  @Test
  void containerElsewhereFulfilsAnAskWithoutHostsFirst() {
    declare(0, hinted(2, "h1"));
    book.take();
    grant("h9", 1);
    assertThat(book.take().withdrawn()).extracting(Ask::hosts).containsExactly(hosts());
  }

  @Test
  void hostThatHasItsExecutorsIsNotNamedAgain() {
    declare(0, hinted(2, "h1"));
    book.take();
    grant("h1", 1);
    book.take();
    declare(0, hinted(2, "h1"));
    assertThat(book.take()).isEqualTo(Exchange.NONE);
    assertThat(book.waiting().get(SMALL.id()).count()).isEqualTo(1);
  }

  @Test
  void hintIsGivenUpAfterTheWait() {
    declare(SECOND, hinted(1, "h1"));
    List<Ask> asks = book.take().added();
    assertThat(book.nextTick()).hasValue(4 * SECOND);
    book.tick(4 * SECOND - 1);
    assertThat(book.take()).isEqualTo(Exchange.NONE);
    book.tick(4 * SECOND);
    Exchange next = book.take();
    assertThat(next.withdrawn()).isEqualTo(asks);
    assertThat(next.added()).extracting(Ask::hosts).containsExactly(hosts());
    assertThat(book.nextTick()).isEmpty();
  }

  @Test
  void nothingIsOverdueWhenALaterWishHasNoHosts() {
    declare(0, hinted(1, "h1"));
    declare(SECOND, hinted(2, "h1"));
    book.tick(3 * SECOND);
    assertThat(book.nextTick()).hasValue(4 * SECOND); // else heartbeats follow without a pause
    book.tick(4 * SECOND);
    assertThat(book.nextTick()).isEmpty();
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts(), hosts());
  }

  @Test
  void newHintsDoNotBeginTheWaitAnew() {
    declare(0, hinted(1, "h1"));
    book.take();
    declare(2 * SECOND, hinted(1, "h2"));
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts("h2"));
    book.tick(3 * SECOND);
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts());
  }

  @Test
  void sameHintsChangeNothing() {
    declare(0, hinted(3, "h1", "h2"));
    book.take();
    declare(SECOND, hinted(3, "h1", "h2"));
    assertThat(book.take()).isEqualTo(Exchange.NONE);
  }

  @Test
  void excludedHostsAreNotNamed() {
    exclude("h1", hinted(1, "h1", "h2"));
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts("h2"));
  }

  @Test
  void nothingIsNamedWithANodeLabel() {
    book = book(ContainerRules.Hints.REFUSED);
    declare(0, hinted(1, "h1"));
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts());
  }

  // ---- reasons

  @Test
  void explanationIsToldWhileAsksAreOpen() {
    declare(SECOND, ProfileDemand.of(SMALL, 1));
    assertThat(book.waiting())
        .containsEntry(SMALL.id(), new Waiting(Resources.of(1, 1408), 1, SECOND));
    PendingReason busy = new PendingReason(Kind.CLUSTER_BUSY, "all in use");
    book.explain(SMALL.id(), List.of(busy), SECOND);
    book.explain(SMALL.id(), List.of(busy), SECOND);
    assertThat(events.all(Heard.Pending.class)).hasSize(1);
    grant("h1", 1);
    assertThat(lastPending().why()).isEmpty();
    book.explain(SMALL.id(), List.of(busy), SECOND);
    assertThat(events.all(Heard.Pending.class)).hasSize(2);
  }

  // ---- the core's and the cluster's parts

  private static DemandSnapshot snapshot(long generation, ProfileDemand... profiles) {
    return new DemandSnapshot(generation, List.of(profiles), new TreeSet<>());
  }

  private void declare(long now, ProfileDemand... profiles) {
    book.declare(snapshot(++generation, profiles), now);
  }

  private void exclude(String host, ProfileDemand... profiles) {
    TreeSet<HostName> excluded = new TreeSet<>(List.of(new HostName(host)));
    book.declare(new DemandSnapshot(++generation, List.of(profiles), excluded), 0);
  }

  private static ProfileDemand hinted(int executors, String... hosts) {
    TreeMap<HostName, Integer> hints = new TreeMap<>();
    Arrays.stream(hosts).forEach(host -> hints.put(new HostName(host), 1));
    return new ProfileDemand(SMALL, executors, hints, WAIT);
  }

  private static TreeSet<HostName> hosts(String... names) {
    TreeSet<HostName> hosts = new TreeSet<>();
    Stream.of(names).map(HostName::new).forEach(hosts::add);
    return hosts;
  }

  private Offer offered(ResourceProfile profile) {
    declare(0, ProfileDemand.of(profile, 1));
    book.take();
    grant("h1", 1);
    book.take();
    return lastOffer();
  }

  private void grant(String host, int... priorities) {
    List<Grant> grants = new ArrayList<>();
    for (int priority : priorities) {
      grants.add(new Grant("c-" + ++containers, priority, Placement.of(new HostName(host))));
    }
    book.granted(grants, 0);
  }

  private static ExecutorLaunch launch(String id) {
    return launch(id, SMALL);
  }

  private static ExecutorLaunch launch(String id, ResourceProfile profile) {
    ExecutorProgram program = new ExecutorProgram("Main", List.of(), List.of());
    return new ExecutorLaunch(new ExecutorId(id), profile, program, List.of(), new TreeMap<>());
  }

  private List<Offer> offers() {
    return events.all(Heard.Offered.class).stream().flatMap(o -> o.offers().stream()).toList();
  }

  private Offer lastOffer() {
    List<Offer> all = offers();
    return all.get(all.size() - 1);
  }

  private List<OfferId> rescinded() {
    return events.all(Heard.Rescinded.class).stream().map(Heard.Rescinded::offer).toList();
  }

  private List<LossCause> losses() {
    return events.all(Heard.Lost.class).stream().map(lost -> lost.reason().cause()).toList();
  }

  private Heard.Pending lastPending() {
    Optional<Heard.Pending> last =
        events.all(Heard.Pending.class).stream().reduce((one, next) -> next);
    return last.orElseThrow();
  }
}
