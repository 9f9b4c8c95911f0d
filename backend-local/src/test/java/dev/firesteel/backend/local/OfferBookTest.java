package dev.firesteel.backend.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.backend.tck.Heard;
import dev.firesteel.backend.tck.RecordedEvents;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the kit cannot see: which offers, for which profile, and the words of the reasons. */
class OfferBookTest {
  private final RecordedEvents events = new RecordedEvents();
  private final Consumer<Consumer<BackendEvents>> sink = event -> event.accept(events);
  private final OfferBook book =
      new OfferBook(
          "local-cluster[2,2,512]",
          new Capacity(
              Collections.nCopies(2, Resources.of(2, 512)),
              HostLabels.ofWorkers(2, List.of()),
              need -> need),
          sink);
  private final ResourceProfile small = profile("small", Resources.of(1, 256));
  private final ResourceProfile whole = profile("whole", Resources.of(2, 512));
  private long generation;

  @Test
  void twoSmallExecutorsShareAWorker() {
    declare(ProfileDemand.of(small, 5));

    assertThat(offers()).hasSize(4).allMatch(o -> o.profile().get().equals(small.id()));
    assertThat(reasons(small))
        .containsExactly(
            new PendingReason(
                PendingReason.Kind.CLUSTER_BUSY,
                "Cannot start 1 of 5 executors of 1 core, 256 MiB on local-cluster[2,2,512]: all"
                    + " of its 2 workers of 2 cores, 512 MiB is in use (raise the numbers in the"
                    + " master URL or lower firesteel.executor.instances)"));
  }

  @Test
  void theFirstProfileIsServedFirst() {
    declare(ProfileDemand.of(whole, 2), ProfileDemand.of(small, 1));

    assertThat(offers()).hasSize(2).allMatch(o -> o.profile().get().equals(whole.id()));
    assertThat(reasons(small))
        .extracting(PendingReason::kind)
        .containsExactly(PendingReason.Kind.CLUSTER_BUSY);
  }

  @Test
  void fallingDemandRescindsTheNewestOffersAndServesOthers() {
    declare(ProfileDemand.of(small, 4));
    declare(ProfileDemand.of(small, 2), ProfileDemand.of(whole, 1));

    assertThat(events.all(Heard.Rescinded.class))
        .extracting(Heard.Rescinded::offer)
        .containsExactly(new OfferId("o-4"), new OfferId("o-3"));
    assertThat(offers()).last().satisfies(o -> assertThat(o.profile()).hasValue(whole.id()));
    assertThat(events.all(Heard.Pending.class)).isEmpty();
  }

  @Test
  void anExcludedMachineHasNoOffersAndSaysWhy() {
    declare(ProfileDemand.of(whole, 1));
    book.declare(
        new DemandSnapshot(
            ++generation,
            List.of(ProfileDemand.of(whole, 1)),
            new TreeSet<>(Set.of(HostName.LOCALHOST))));

    assertThat(events.all(Heard.Rescinded.class)).hasSize(1);
    assertThat(reasons(whole))
        .extracting(PendingReason::kind)
        .containsExactly(PendingReason.Kind.CONSTRAINTS);

    declare(ProfileDemand.of(whole, 1));
    assertThat(offers()).hasSize(2);
    assertThat(reasons(whole)).isEmpty();
  }

  @Test
  void aReasonIsToldOnceAsLongAsItIsTheSame() {
    ResourceProfile giant = profile("giant", Resources.of(3, 512));
    declare(ProfileDemand.of(giant, 1));
    declare(ProfileDemand.of(giant, 1), ProfileDemand.of(small, 1));

    assertThat(events.all(Heard.Pending.class)).hasSize(1);
    assertThat(reasons(giant).get(0).detail())
        .isEqualTo(
            "Cannot start an executor of 3 cores, 512 MiB on local-cluster[2,2,512]: it has 2"
                + " workers of 2 cores, 512 MiB (raise the numbers in the master URL or lower"
                + " firesteel.executor.cores and firesteel.executor.memory)");
  }

  private void declare(ProfileDemand... profiles) {
    book.declare(new DemandSnapshot(++generation, List.of(profiles), new TreeSet<>()));
  }

  private List<Offer> offers() {
    return events.all(Heard.Offered.class).stream().flatMap(o -> o.offers().stream()).toList();
  }

  /** The newest reasons told for a profile. */
  private List<PendingReason> reasons(ResourceProfile profile) {
    List<Heard.Pending> told =
        events.all(Heard.Pending.class).stream()
            .filter(p -> p.profile().equals(profile.id()))
            .toList();
    return told.get(told.size() - 1).why();
  }

  private static ResourceProfile profile(String id, Resources executor) {
    return ResourceProfile.ofExecutor(new ProfileId(id), executor);
  }
}
