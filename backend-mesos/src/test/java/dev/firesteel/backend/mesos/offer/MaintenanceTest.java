package dev.firesteel.backend.mesos.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.junit.jupiter.api.Test;

class MaintenanceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long WALL = 1_700_000_000 * SECOND;

  private final Maintenance maintenance = new Maintenance(Duration.ofSeconds(60));

  @Test
  void nothingIsDueWithoutAnnouncement() {
    assertThat(maintenance.due(at(0))).isEmpty();
    assertThat(maintenance.nextTick(at(0))).isEmpty();
    assertThat(maintenance.calledOff(Offers.id("i"))).isEmpty();
  }

  @Test
  void whatIsNotRepeatedAnyMoreIsVoid() {
    maintenance.announced(inverse("i", "h1", 200), at(0));
    maintenance.announced(inverse("j", "h1", 200), at(30));
    assertThat(maintenance.due(at(100))).isEmpty();
    assertThat(maintenance.nextTick(at(100))).hasValue(at(140).nanos());
    assertThat(maintenance.due(at(140))).isEmpty();
    assertThat(maintenance.nextTick(at(140))).isEmpty();
    maintenance.announced(inverse("k", "h1", 200), at(150));
    assertThat(maintenance.due(at(150))).hasSize(1);
  }

  @Test
  void anAgentIsLeftWhenTheNoticeBeginsAndOnce() {
    maintenance.announced(inverse("i", "h1", 100), at(0));
    assertThat(maintenance.due(at(39))).isEmpty();
    assertThat(maintenance.nextTick(at(39))).hasValue(at(40).nanos());
    assertThat(maintenance.due(at(40)))
        .containsExactly(new Maintenance.Leave(Offers.agent("h1"), Duration.ofSeconds(60)));
    maintenance.announced(inverse("j", "h1", 100), at(0));
    assertThat(maintenance.due(at(41))).isEmpty();
    assertThat(maintenance.nextTick(at(41))).isEmpty();
  }

  @Test
  void aMaintenanceThatHasBegunLeavesNoTime() {
    maintenance.announced(inverse("i", "h1", 100), at(150));
    assertThat(maintenance.due(at(200)).get(0).notice()).isZero();
  }

  @Test
  void anotherTimeIsAnotherMaintenance() {
    maintenance.announced(inverse("i", "h1", 10), at(0));
    assertThat(maintenance.due(at(0))).hasSize(1);
    maintenance.announced(inverse("j", "h1", 20), at(0));
    assertThat(maintenance.due(at(0))).hasSize(1);
  }

  @Test
  void whatIsCalledOffIsNotDue() {
    maintenance.announced(inverse("i", "h1", 10), at(0));
    assertThat(maintenance.calledOff(Offers.id("i"))).contains(Offers.agent("h1"));
    assertThat(maintenance.due(at(0))).isEmpty();
  }

  @Test
  void oneWithoutAgentMeansNobody() {
    maintenance.announced(inverse("i", "h1", 10).toBuilder().clearAgentId().build(), at(0));
    assertThat(maintenance.due(at(0))).isEmpty();
  }

  private static Moment at(long seconds) {
    return new Moment(seconds * SECOND, WALL + seconds * SECOND);
  }

  private static InverseOffer inverse(String id, String host, long atSeconds) {
    return InverseOffer.newBuilder()
        .setId(Offers.id(id))
        .setFrameworkId(FrameworkID.newBuilder().setValue("F"))
        .setAgentId(Offers.agent(host))
        .setUnavailability(Offers.at(WALL + atSeconds * SECOND))
        .build();
  }
}
