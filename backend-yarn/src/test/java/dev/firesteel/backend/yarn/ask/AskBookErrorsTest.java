package dev.firesteel.backend.yarn.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.PendingReason.Kind;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may not be, and where. */
final class AskBookErrorsTest extends AskBookFixture {
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
}
