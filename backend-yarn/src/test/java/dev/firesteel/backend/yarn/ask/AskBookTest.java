package dev.firesteel.backend.yarn.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.PendingReason.Kind;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.backend.tck.Heard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked for, and what becomes of containers. */
final class AskBookTest extends AskBookFixture {
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
  void containerOfASizeThatIsNotWantedAnyMoreGoesBack() {
    declare(0, ProfileDemand.of(SMALL, 1));
    int before = book.take().added().get(0).priority();
    declare(0, ProfileDemand.of(profile("small", Resources.of(2, 1024)), 1));
    Exchange change = book.take();
    assertThat(change.withdrawn()).hasSize(1);
    grant("h1", before); // it was on its way
    assertThat(offers()).isEmpty();
    Exchange next = book.take();
    assertThat(next.released()).containsExactly("c-1");
    assertThat(next.withdrawn()).isEmpty();
    grant("h1", change.added().get(0).priority());
    assertThat(lastOffer().resources()).isEqualTo(Resources.of(2, 1024));
    declare(0, ProfileDemand.of(SMALL, 2));
    assertThat(book.take().added()).extracting(Ask::priority).containsOnly(before);
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
}
