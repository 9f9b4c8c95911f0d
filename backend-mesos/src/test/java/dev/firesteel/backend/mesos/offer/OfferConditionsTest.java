package dev.firesteel.backend.mesos.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.PendingReason.Kind;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import java.util.Map;
import org.apache.mesos.v1.Protos.Offer;
import org.junit.jupiter.api.Test;

class OfferConditionsTest extends OfferTalk {
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
  void aMaintenanceCountsUntilItIsCalledOff() {
    connected(SMALL, 1);
    offered(Offers.downAt(Offers.of("a", "h1", 1, 500), at().wall() + SECOND));
    assertThat(told.offers).isEmpty();
    asked.take();
    book.staying(at());
    assertThat(asked.words()).containsExactly("REVIVE");
    offered(Offers.of("b", "h1", 1, 500));
    assertThat(told.offers).hasSize(1);
  }
}
