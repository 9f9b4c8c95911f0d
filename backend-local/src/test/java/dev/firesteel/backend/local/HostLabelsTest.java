package dev.firesteel.backend.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.backend.tck.Heard;
import dev.firesteel.backend.tck.RecordedEvents;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Workers of one machine that pass for hosts in racks. */
class HostLabelsTest {
  private static final List<String> LABELS = List.of("h1/rack1", "h2/rack1", "h3/rack2");

  private final RecordedEvents events = new RecordedEvents();
  private final Consumer<Consumer<BackendEvents>> sink = event -> event.accept(events);
  private final ResourceProfile profile =
      ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 128));
  private long generation;

  private OfferBook book(int workers) {
    return new OfferBook(
        "local-cluster[" + workers + ",1,128]",
        new Capacity(
            Collections.nCopies(workers, Resources.of(1, 128)),
            HostLabels.ofWorkers(workers, LABELS),
            need -> need),
        sink);
  }

  private void declare(OfferBook book, int executors, String... excluded) {
    TreeSet<HostName> hosts = new TreeSet<>();
    Arrays.stream(excluded).map(HostName::new).forEach(hosts::add);
    book.declare(
        new DemandSnapshot(++generation, List.of(ProfileDemand.of(profile, executors)), hosts));
  }

  private List<Offer> offers() {
    return events.all(Heard.Offered.class).stream().flatMap(o -> o.offers().stream()).toList();
  }

  private List<String> offeredHosts() {
    return offers().stream().map(offer -> offer.at().host().value()).toList();
  }

  @Test
  void anythingButHostsAndRacksIsRefusedByTheSetting() {
    assertThat(LocalKeys.HOSTS.problem("h1, h2/rack1,h3/room/rack2")).isEmpty();
    assertThat(LocalKeys.HOSTS.problem("h1/"))
        .hasValue("must be each host or host/rack, such as h1/rack1");
    assertThat(LocalKeys.HOSTS.problem("/rack1")).isPresent();
    assertThat(LocalKeys.HOSTS.problem("h1 h2")).isPresent();
  }

  @Test
  void labelsAreGivenToWorkersInTurnAndRepeat() {
    assertThat(HostLabels.ofWorkers(4, List.of("h1/rack1", "h2")))
        .containsExactly(
            new Placement(new HostName("h1"), new RackName("/rack1")),
            Placement.of(new HostName("h2")),
            new Placement(new HostName("h1"), new RackName("/rack1")),
            Placement.of(new HostName("h2")));
    assertThat(HostLabels.ofWorkers(2, List.of())).containsOnly(Placement.of(HostName.LOCALHOST));
  }

  @Test
  void nothingIsOfferedOnAnExcludedHostUntilItIsNoLongerExcluded() {
    OfferBook book = book(3);
    declare(book, 3, "h2");
    assertThat(offeredHosts()).containsExactly("h1", "h3");
    assertThat(events.all(Heard.Pending.class))
        .last()
        .satisfies(
            pending -> {
              assertThat(pending.why().get(0).kind()).isEqualTo(PendingReason.Kind.CLUSTER_BUSY);
              assertThat(pending.why().get(0).detail()).contains("beside excluded hosts [h2]");
            });

    declare(book, 3);
    assertThat(offeredHosts()).containsExactly("h1", "h3", "h2");
  }

  @Test
  void offersOnAHostThatIsExcludedAreRescindedAndMadeElsewhere() {
    OfferBook book = book(3);
    declare(book, 1);
    declare(book, 1, "h1");

    assertThat(events.all(Heard.Rescinded.class))
        .extracting(Heard.Rescinded::offer)
        .containsExactly(offers().get(0).id());
    assertThat(offeredHosts()).containsExactly("h1", "h2");
  }

  @Test
  void allHostsExcludedIsSaid() {
    OfferBook book = book(2);
    declare(book, 1, "h1", "h2");

    assertThat(offers()).isEmpty();
    assertThat(events.all(Heard.Pending.class))
        .singleElement()
        .satisfies(
            pending ->
                assertThat(pending.why().get(0).detail())
                    .endsWith("all of its hosts, h1, h2, are excluded"));
  }

  @Test
  void anExecutorRunsWhereItsOfferWas() {
    OfferBook book = book(3);
    declare(book, 3);
    Offer last = offers().get(2);
    ExecutorId executor = new ExecutorId("e-9");
    ExecutorProgram program = new ExecutorProgram("Main", List.of(), List.of());
    book.launch(
        last.id(),
        List.of(new ExecutorLaunch(executor, profile, program, List.of(), new TreeMap<>())));

    assertThat(book.at(executor)).isEqualTo(last.at());

    book.ended(executor);
    assertThat(offeredHosts()).containsExactly("h1", "h2", "h3", "h3");
  }
}
