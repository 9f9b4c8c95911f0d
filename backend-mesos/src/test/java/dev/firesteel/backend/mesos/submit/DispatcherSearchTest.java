package dev.firesteel.backend.mesos.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.detect.LeaderDetector;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import dev.firesteel.backend.mesos.wire.MasterAccess;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DispatcherSearchTest {
  private static URI find(String masters) throws InterruptedException {
    MasterAccess access = MasterAccess.of(Config.empty());
    return new DispatcherSearch(
            MesosMaster.parse(new MasterUrl("mesos://" + masters)),
            LeaderDetector.Naming.ADDRESS_FIRST,
            access,
            access.client(Runnable::run),
            Duration.ofSeconds(5))
        .find();
  }

  private static String framework(String name, String page, boolean active) {
    return "{\"name\":\"" + name + "\",\"webui_url\":\"" + page + "\",\"active\":" + active + "}";
  }

  private static Stub master(String... frameworks) {
    return new Stub(200, "", "{\"frameworks\":[" + String.join(",", frameworks) + "]}");
  }

  private static void assertFails(ErrorCategory category, String masters, String... parts) {
    assertThatThrownBy(() -> find(masters))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(category))
        .hasMessageContainingAll(parts)
        .hasMessageContaining("firesteel.mesos.dispatcher");
  }

  @Test
  void noMasterIsToldWithItsAddress() {
    assertFails(ErrorCategory.CLUSTER, "127.0.0.1:1", "127.0.0.1:1");
  }

  @Test
  void whatIsNoMasterIsTold() {
    try (Stub other = new Stub(404, "", "no")) {
      assertFails(ErrorCategory.CLUSTER, other.hostPort(), "it answered 404");
    }
  }

  @Test
  void aMasterThatWantsToKnowWhoAsksIsTold() {
    try (Stub closed = new Stub(401, "", "401 Unauthorized.")) {
      assertFails(ErrorCategory.SECURITY, closed.hostPort(), "firesteel.mesos.principal");
    }
  }

  @Test
  void aClusterWithoutOneIsToldWithWhatToDo() {
    try (Stub master = master(framework("spark", "http://h:1", true))) {
      assertFails(
          ErrorCategory.CONFIGURATION,
          master.hostPort(),
          "the master knows none",
          "firesteel dispatcher --master mesos://" + master.hostPort());
    }
  }

  @Test
  void oneThatIsAwayIsTold() {
    try (Stub master = master(framework("firesteel-dispatcher", "http://h:1", false))) {
      assertFails(ErrorCategory.CLUSTER, master.hostPort(), "is away");
    }
  }

  @Test
  void severalAreToldWithTheirAddresses() {
    try (Stub master =
        master(
            framework("firesteel-dispatcher", "http://h:2", true),
            framework("firesteel-dispatcher", "http://h:1", true))) {
      assertFails(
          ErrorCategory.CONFIGURATION, master.hostPort(), "several: http://h:1, http://h:2");
    }
  }

  @Test
  void theLeaderTellsWhereItIsAndStandbysTellTheLeader() throws Exception {
    try (Stub leader =
            master(
                framework("firesteel-dispatcher", "http://h:9", false),
                framework("firesteel-dispatcher", "http://h:7077", true));
        Stub standby = new Stub(307, "//" + leader.hostPort() + "/master/frameworks", "")) {
      assertThat(find("127.0.0.1:1," + standby.hostPort())).isEqualTo(URI.create("http://h:7077"));
      assertThat(leader.asked).containsExactly("GET /frameworks");
    }
  }
}
