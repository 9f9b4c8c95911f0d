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
import dev.firesteel.backend.mesos.wire.MasterInquiry;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DispatcherSearchTest {
  private static URI find(String masters) throws InterruptedException {
    MasterAccess access = MasterAccess.of(Config.empty());
    MesosMaster master = MesosMaster.parse(new MasterUrl("mesos://" + masters));
    MasterInquiry inquiry =
        new MasterInquiry(
            master,
            LeaderDetector.Naming.ADDRESS_FIRST,
            access,
            access.client(Runnable::run),
            Duration.ofSeconds(5));
    return new DispatcherSearch(master, inquiry).find();
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
  void noMasterIsToldAsInClientMode() {
    assertFails(
        ErrorCategory.CONFIGURATION,
        "127.0.0.1:1",
        "Cannot find the dispatcher of mesos://127.0.0.1:1: nobody listens there: ",
        " (check the master's host and port, and that it runs; or set firesteel.mesos.dispatcher");
  }

  @Test
  void aHostThatNobodyKnowsIsTold() {
    assertFails(
        ErrorCategory.CONFIGURATION, "no-such-host.invalid:5050", "its host is unknown (check");
  }

  @Test
  void ofSeveralEachIsTold() {
    assertFails(
        ErrorCategory.CONFIGURATION,
        "127.0.0.1:1,127.0.0.1:2",
        "127.0.0.1:1: nobody listens there",
        "; 127.0.0.1:2: nobody listens there");
  }

  @Test
  void aLeaderThatIsGoneMayBeFollowedByAnother() {
    try (Stub standby = new Stub(307, "//127.0.0.1:1/master/frameworks", "")) {
      assertFails(ErrorCategory.CLUSTER, standby.hostPort(), "127.0.0.1:1: nobody listens there");
    }
  }

  @Test
  void aMasterThatRecoversMaySoonAnswer() {
    try (Stub recovering = new Stub(503, "", "Master has not finished recovery")) {
      assertFails(
          ErrorCategory.CLUSTER, recovering.hostPort(), "503 'Master has not finished recovery'");
    }
  }

  @Test
  void anotherAnswerThanAMastersIsTold() {
    try (Stub other = new Stub(200, "", "<html>");
        Stub another = new Stub(200, "", "{}")) {
      assertFails(
          ErrorCategory.CONFIGURATION,
          other.hostPort(),
          "no Mesos master is there: its answer is no JSON");
      assertFails(ErrorCategory.CONFIGURATION, another.hostPort(), "names no frameworks", "5050");
    }
  }

  @Test
  void whatIsNoMasterIsTold() {
    try (Stub other = new Stub(404, "", "no")) {
      assertFails(ErrorCategory.CONFIGURATION, other.hostPort(), "it answered 404 'no'", "5050");
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
