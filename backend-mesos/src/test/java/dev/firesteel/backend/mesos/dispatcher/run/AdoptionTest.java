package dev.firesteel.backend.mesos.dispatcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.book.DriverBook;
import dev.firesteel.backend.mesos.dispatcher.book.DriverEvent;
import dev.firesteel.backend.mesos.dispatcher.book.DriverLife;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import dev.firesteel.backend.mesos.dispatcher.book.Place;
import dev.firesteel.backend.mesos.dispatcher.store.FileDriverStore;
import dev.firesteel.backend.mesos.dispatcher.store.Identity;
import dev.firesteel.mesos.test.AgentSpec;
import dev.firesteel.mesos.test.MesosTestCluster;
import dev.firesteel.mesos.test.Violation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One dispatcher after the other, on the double. */
class AdoptionTest {
  @TempDir Path directory;
  private MesosTestCluster cluster;

  /** Whether a dispatcher comes after its framework's failover time-out. */
  private boolean late;

  @BeforeEach
  void start() {
    cluster =
        MesosTestCluster.builder()
            .agent(AgentSpec.of(2, 1024))
            .allocationInterval(Duration.ofMillis(50))
            .agentPings(Duration.ofMillis(200), 3)
            .updateRetry(Duration.ofMillis(200))
            .directory(directory.resolve("mesos"))
            .start();
  }

  @AfterEach
  void close() {
    List<Violation> violations =
        cluster.violations().stream()
            .filter(each -> each.kind() != Violation.Kind.REFUSED_SUBSCRIPTION || !late)
            // agents here repeat after so short a time that a slow machine is late
            .filter(each -> each.kind() != Violation.Kind.ACKNOWLEDGEMENT_MISSING)
            .toList();
    cluster.close();
    assertThat(violations).as("what the double complains of").isEmpty();
  }

  private Fleet open() {
    return Fleet.open(cluster.master(), directory.resolve("dispatcher"));
  }

  // ---- alone

  @Test
  void aDriverRunsAndItsOutputIsRead() {
    try (Fleet fleet = open()) {
      String id = fleet.submit("a", "echo Grüße");
      Driver ended = fleet.await(id, DriverState.FINISHED);
      assertThat(ended.attempt()).isEqualTo(1);
      assertThat(ended.agent()).isNotEmpty();
      assertThat(fleet.log(id)).contains("Grüße\n");
    }
  }

  @Test
  void aDriverThatFailsSaysWhyAndASupervisedOneComesBack() {
    try (Fleet fleet = open()) {
      String plain = fleet.submit("a", "echo no such input >&2; exit 1");
      String supervised =
          fleet.submit(
              "b",
              "test -e " + flag() + " && exit 0; touch " + flag() + "; kill -9 $$",
              "firesteel.driver.supervise",
              "true");
      assertThat(fleet.await(plain, DriverState.FAILED).diagnostics())
          .startsWith("Driver " + plain + " on ")
          .contains("no such input");
      assertThat(fleet.await(supervised, DriverState.FINISHED).attempt()).isEqualTo(2);
    }
  }

  @Test
  void aDriverThatIsKilledEndsAndMakesRoomForTheNext() {
    try (Fleet fleet = open()) {
      String first = fleet.submit("a", "exec sleep 1000", "firesteel.driver.cores", "2");
      fleet.await(first, DriverState.RUNNING);
      String next = fleet.submit("b", "exit 0");
      fleet.drivers.kill(first);
      fleet.await(first, DriverState.KILLED);
      fleet.await(next, DriverState.FINISHED);
    }
  }

  // ---- one after the other

  @Test
  void aDriverRunsOnWhileNoDispatcherIsThere() {
    String id;
    try (Fleet fleet = open()) {
      id = fleet.submit("a", "exec sleep 1000");
      fleet.await(id, DriverState.RUNNING);
    }
    assertThat(cluster.tasks()).hasSize(1);
    try (Fleet fleet = open()) {
      Driver driver = fleet.await(id, DriverState.RUNNING);
      assertThat(driver.attempt()).isEqualTo(1);
      assertThat(fleet.log(id)).isNotNull();
      fleet.await(fleet.submit("b", "exit 0"), DriverState.FINISHED);
      assertThat(fleet.drivers.find(id).orElseThrow().state()).isEqualTo(DriverState.RUNNING);
      fleet.drivers.kill(id);
      fleet.await(id, DriverState.KILLED);
    }
    assertThat(cluster.tasks()).isEmpty();
  }

  @Test
  void howADriverEndedMeanwhileIsFoundOut() throws IOException {
    String good;
    String bad;
    try (Fleet fleet = open()) {
      good = fleet.submit("a", untilFlag() + "exit 0");
      bad = fleet.submit("b", untilFlag() + "exit 7");
      fleet.await(good, DriverState.RUNNING);
      fleet.await(bad, DriverState.RUNNING);
    }
    Files.createFile(Path.of(flag()));
    await(() -> cluster.tasks().stream().allMatch(each -> each.pid().isEmpty()));
    try (Fleet fleet = open()) {
      fleet.await(good, DriverState.FINISHED);
      assertThat(fleet.await(bad, DriverState.FAILED).diagnostics()).contains("exit code 7");
    }
  }

  @Test
  void aDriverThatWasLostMeanwhileIsKnownToBe() {
    String id;
    try (Fleet fleet = open()) {
      id = fleet.submit("a", "exec sleep 1000", "firesteel.driver.supervise", "true");
      fleet.await(id, DriverState.RUNNING);
    }
    cluster.killHost(0);
    try (Fleet fleet = open()) {
      fleet.await(id, each -> each.state() != DriverState.RUNNING);
      cluster.restartAgent(0);
      Driver again =
          fleet.await(id, each -> each.state() == DriverState.RUNNING && each.attempt() > 1);
      assertThat(again.id()).isEqualTo(id);
      fleet.drivers.kill(id);
      fleet.await(id, DriverState.KILLED);
    }
  }

  @Test
  void theQueueIsThereAgain() {
    String first;
    String next;
    try (Fleet fleet = open()) {
      first = fleet.submit("a", "exec sleep 1000", "firesteel.driver.cores", "2");
      fleet.await(first, DriverState.RUNNING);
      next = fleet.submit("b", "exit 0");
    }
    try (Fleet fleet = open()) {
      assertThat(fleet.submit("b", "exit 0")).as("ordered again").isEqualTo(next);
      assertThat(fleet.drivers.find(next).orElseThrow().state()).isEqualTo(DriverState.QUEUED);
      fleet.drivers.kill(first);
      fleet.await(next, DriverState.FINISHED);
    }
  }

  @Test
  void aLaunchThatMesosNeverHeardOfIsMadeAgain() {
    Path own = directory.resolve("dispatcher");
    DriverBook book = new DriverBook(List.of(), 1);
    Entry queued =
        book.draft(Fleet.shell("a", "exit 0", Map.of()), "shells-dispatcher", Instant.now());
    Place nowhere =
        new Place(
            "shells-dispatcher",
            queued.id() + "-1.n",
            agentId(),
            URI.create("http://" + cluster.agent(0)),
            Placement.of(new HostName("127.0.0.1")));
    Entry launched =
        DriverLife.after(
            DriverLife.after(queued, new DriverEvent.Launch()), new DriverEvent.Placed(nowhere));
    try (FileDriverStore store =
        FileDriverStore.open(own, () -> new Identity("shells-dispatcher", "n"))) {
      store.save(List.of(launched));
    }
    try (Fleet fleet = open()) {
      Driver ended = fleet.await(queued.id(), DriverState.FINISHED);
      assertThat(ended.attempt()).isEqualTo(2);
    }
  }

  /** The id by which Mesos knows the agent, as a driver before has seen it. */
  private String agentId() {
    try (Fleet fleet = Fleet.open(cluster.master(), directory.resolve("other"), "10ms")) {
      String id = fleet.submit("x", "exit 0");
      fleet.await(id, DriverState.FINISHED);
    }
    try (FileDriverStore store =
        FileDriverStore.open(directory.resolve("other"), () -> new Identity("", ""))) {
      return store.entries().get(0).place().orElseThrow().agent();
    }
  }

  @Test
  void afterTheFailoverTimeOutItIsAnotherFrameworkAndItsDriversAreLost() {
    late = true;
    Path own = directory.resolve("dispatcher");
    String plain;
    String supervised;
    try (Fleet fleet = Fleet.open(cluster.master(), own, "200ms")) {
      plain = fleet.submit("a", "exec sleep 1000");
      supervised = fleet.submit("b", "exec sleep 1000", "firesteel.driver.supervise", "true");
      fleet.await(plain, DriverState.RUNNING);
      fleet.await(supervised, DriverState.RUNNING);
    }
    await(() -> cluster.tasks().isEmpty());
    try (Fleet fleet = Fleet.open(cluster.master(), own, "1h")) {
      assertThat(fleet.drivers.framework()).isNotEqualTo("shells-dispatcher");
      fleet.await(plain, DriverState.FAILED);
      Driver again =
          fleet.await(
              supervised, each -> each.state() == DriverState.RUNNING && each.attempt() > 1);
      assertThat(again.framework()).isEqualTo("shells-dispatcher-" + supervised);
      fleet.drivers.kill(supervised);
      fleet.await(supervised, DriverState.KILLED);
    }
  }

  // ---- words for the tests

  private String flag() {
    return directory.resolve("flag").toString();
  }

  private String untilFlag() {
    return "until test -e " + flag() + "; do sleep 0.05; done; ";
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time").isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
