package dev.firesteel.backend.mesos.dispatcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.LogPiece;
import dev.firesteel.backend.mesos.dispatcher.LogStream;
import dev.firesteel.backend.mesos.dispatcher.Orders;
import dev.firesteel.backend.mesos.launch.Sandbox;
import dev.firesteel.backend.mesos.offer.Taken;
import dev.firesteel.backend.mesos.tenure.Resident;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.junit.jupiter.api.Test;

class DriverFleetTest {
  private static final ProfileId SIZE = new ProfileId("driver-1c-1408m");
  private static final ExecutorProgram SHELL = new ExecutorProgram("Main", List.of(), List.of());
  private static final Resources ONE = Resources.of(1, 1408);
  private static final Placement H1 = Placement.of(new HostName("h1"));

  private final MemoryStore store = new MemoryStore();
  private final List<Runnable> pauses = new ArrayList<>();
  private final DriverLogs logs =
      new DriverLogs() {
        @Override
        public LogPiece read(Sandbox sandbox, LogStream stream, long offset) {
          String text = stream + " of " + sandbox.task().getValue() + " from " + offset;
          return new LogPiece(text.getBytes(StandardCharsets.UTF_8), 9, false);
        }

        @Override
        public String address(Sandbox sandbox) {
          return sandbox.agent() + "/" + sandbox.framework().getValue();
        }
      };
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private FakeBackend backend = new FakeBackend();
  private DriverFleet fleet = fleet(2, 2);

  private DriverFleet fleet(int queue, int retained) {
    FleetRules rules =
        new FleetRules(
            queue,
            retained,
            order -> {
              if (order.mainClass().isEmpty()) {
                throw new FiresteelException(ErrorCategory.CONFIGURATION, "no class");
              }
            });
    return new DriverFleet(rules, store, logs, SHELL, () -> now, (time, step) -> pauses.add(step));
  }

  // ---- refusals

  @Test
  void anOrderWhoseSettingsAreWrongIsRefused() {
    begin();
    assertThatThrownBy(() -> fleet.submit(Orders.of("k", Map.of("firesteel.driver.cores", "no"))))
        .isInstanceOfSatisfying(FiresteelException.class, is(ErrorCategory.CONFIGURATION));
    assertThat(store.entries()).isEmpty();
  }

  @Test
  void moreThanTheQueueHoldsIsRefused() {
    begin();
    fleet.submit(Orders.plain("a"));
    fleet.submit(Orders.plain("b"));
    assertThatThrownBy(() -> fleet.submit(Orders.plain("c")))
        .isInstanceOfSatisfying(FiresteelException.class, is(ErrorCategory.RESOURCES))
        .hasMessageContaining("2 drivers wait already");
  }

  @Test
  void whatCannotBeWrittenIsNotTakenAndEndsTheFleet() {
    begin();
    store.full = true;
    assertThatThrownBy(() -> fleet.submit(Orders.plain("a"))).hasMessage("the disk is full");
    assertThat(fleet.all()).isEmpty();
    assertThat(fleet.ledger().sound()).isFalse();
    assertThat(fleet.ended().toCompletableFuture().join()).hasMessage("the disk is full");
    assertThatThrownBy(() -> fleet.submit(Orders.plain("b")))
        .isInstanceOfSatisfying(FiresteelException.class, is(ErrorCategory.TRANSIENT));
  }

  @Test
  void aLossThatCannotBeRecordedIsNotAcknowledgedAndEndsTheFleet() {
    begin();
    fleet.submit(Orders.of("a", Map.of("firesteel.driver.supervise", "yes")));
    run(1);
    LossReason why = exited(1, "it threw");
    assertThatThrownBy(() -> backend.events().lost(attempt(1), why))
        .isInstanceOf(FiresteelException.class);
    assertThat(fleet.ledger().sound()).isFalse();
    assertThat(fleet.ended().toCompletableFuture()).isCompleted();
  }

  @Test
  void aDefectThatForgetsWhatHappenedEndsTheFleet() {
    begin();
    fleet.submit(Orders.plain("a"));
    run(1);
    assertThatThrownBy(() -> backend.events().launched(attempt(1), H1))
        .isInstanceOf(IllegalStateException.class);
    assertThat(fleet.ledger().sound()).isFalse();
    assertThat(fleet.ended().toCompletableFuture().join())
        .hasMessageContaining("cannot be recorded");
  }

  @Test
  void aDriverThatIsNotKnownCannotBeKilledNorRead() {
    begin();
    assertThatThrownBy(() -> fleet.kill("driver-x"))
        .isInstanceOfSatisfying(FiresteelException.class, is(ErrorCategory.CONFIGURATION));
    assertThatThrownBy(() -> fleet.log("driver-x", LogStream.STDOUT, 0))
        .isInstanceOfSatisfying(FiresteelException.class, is(ErrorCategory.CONFIGURATION));
    assertThat(fleet.find("driver-x")).isEmpty();
  }

  @Test
  void aDriverThatWaitsHasNoLog() {
    begin();
    String id = fleet.submit(Orders.plain("a")).id();
    assertThatThrownBy(() -> fleet.log(id, LogStream.STDOUT, 0))
        .isInstanceOfSatisfying(FiresteelException.class, is(ErrorCategory.INPUT_OUTPUT))
        .hasMessageContaining("it is QUEUED");
  }

  @Test
  void aFailureBeforeTheFirstConnectionIsTheAnswerToIt() {
    fleet.start(backend);
    store.full = true;
    assertThatThrownBy(() -> backend.connect("G")).hasMessage("the disk is full");
    assertThat(fleet.connected().toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void afterItWasClosedNothingIsTaken() {
    begin();
    fleet.close();
    assertThatThrownBy(() -> fleet.submit(Orders.plain("a")))
        .isInstanceOfSatisfying(FiresteelException.class, is(ErrorCategory.TRANSIENT));
  }

  @Test
  void aFailureOfTheBackendEndsIt() {
    begin();
    backend.events().failed(new BackendFailure(ErrorCategory.SECURITY, "not you"));
    assertThat(fleet.ended().toCompletableFuture().join()).hasMessage("not you");
    assertThat(fleet.ended().toCompletableFuture().join().category())
        .isEqualTo(ErrorCategory.SECURITY);
  }

  // ---- orders

  @Test
  void theSameOrderTwiceIsOneDriver() {
    begin();
    Driver first = fleet.submit(Orders.plain("a"));
    assertThat(fleet.submit(Orders.plain("a")).id()).isEqualTo(first.id());
    assertThat(fleet.all()).hasSize(1);
    assertThat(backend.take()).containsExactly("declare driver-1c-1408m=1");
  }

  @Test
  void driversOfEverySizeAreWantedInTheOrderOfTheirSubmission() {
    begin();
    fleet.submit(Orders.of("a", Map.of("firesteel.driver.cores", "4")));
    fleet.submit(Orders.plain("b"));
    assertThat(backend.take()).endsWith("declare driver-4c-1408m=1 driver-1c-1408m=1");
  }

  @Test
  void whoWaitsIsToldWhy() {
    fleet.start(backend);
    String id = fleet.submit(Orders.plain("a")).id();
    assertThat(diagnostics(id)).contains("not connected to Mesos yet");
    backend.connect("F");
    assertThat(diagnostics(id)).isEmpty();
    backend
        .events()
        .pending(
            SIZE,
            List.of(
                new PendingReason(
                    PendingReason.Kind.TOO_LARGE,
                    "no agent has room for an executor (lower firesteel.executor.memory)")));
    assertThat(diagnostics(id))
        .isEqualTo("no agent has room for a driver (lower firesteel.driver.memory)");
    backend.events().disconnected("nobody leads");
    assertThat(diagnostics(id)).contains("nobody leads");
  }

  // ---- launches

  @Test
  void offersGoToThoseThatWaitLongestAndTheRestIsDeclined() {
    begin();
    fleet.submit(Orders.plain("a"));
    fleet.submit(Orders.plain("b"));
    backend.take();
    backend.offer("o-1", SIZE, ONE);
    assertThat(backend.take()).containsExactly("launch driver-20261123-0001-1 on o-1");
    backend.offer("o-2", SIZE, ONE.plus(ONE));
    assertThat(backend.take()).containsExactly("launch driver-20261123-0002-1 on o-2");
    backend.offer("o-3", SIZE, ONE);
    assertThat(backend.take()).containsExactly("decline o-3");
  }

  @Test
  void whereADriverIsIsKnownBeforeMesosIsTold() {
    String id = launched("a");
    assertThat(store.entries().get(0).state()).isEqualTo(DriverState.LAUNCHED);
    fleet.ledger().launching(attempt(1), task(1), taken());
    assertThat(store.entries().get(0).place()).isPresent();
    Driver driver = fleet.find(id).orElseThrow();
    assertThat(driver.agent()).isEqualTo("h1");
    assertThat(driver.logAddress()).isEqualTo("http://h1:5051/F");
    assertThat(new String(fleet.log(id, LogStream.STDERR, 3).bytes(), StandardCharsets.UTF_8))
        .isEqualTo("STDERR of driver-20261123-0001-1.n from 3");
  }

  @Test
  void aLaunchOfNobodyIsRefused() {
    begin();
    assertThatThrownBy(() -> fleet.ledger().launching(attempt(1), task(1), taken()))
        .isInstanceOf(FiresteelException.class);
    backend.events().launched(attempt(1), H1);
    backend.events().lost(attempt(1), LossReason.of(LossCause.EXITED, "gone"));
    assertThat(fleet.all()).isEmpty();
  }

  @Test
  void aDriverThatFailsIsLaunchedAgainAfterAPauseIfItIsSupervised() {
    begin();
    String id = fleet.submit(Orders.supervised("a")).id();
    run(1);
    backend.events().lost(attempt(1), exited(1, "Executor driver-20261123-0001-1 on h1 failed"));
    assertThat(state(id)).isEqualTo(DriverState.WAITING);
    assertThat(diagnostics(id)).contains("launched again at", "Driver " + id + " on h1 failed");
    assertThat(backend.demand.profiles()).isEmpty();
    pauses.remove(0).run();
    assertThat(state(id)).as("a timer that is early is set again").isEqualTo(DriverState.WAITING);
    now = now.plusSeconds(1);
    pauses.remove(0).run();
    assertThat(state(id)).isEqualTo(DriverState.QUEUED);
    run(2);
    backend.events().lost(attempt(2), exited(0, ""));
    assertThat(state(id)).isEqualTo(DriverState.FINISHED);
    assertThat(fleet.find(id).orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void aHostWhereALaunchFailedIsAvoidedForMinutesIfThereAreOthers() {
    begin();
    fleet.submit(Orders.plain("a"));
    backend.offer("o-2", new HostName("h2"), new ProfileId("another"), ONE);
    failOnH1();
    assertThat(backend.demand.excludedHosts()).containsExactly(new HostName("h1"));
    pauses.remove(1).run();
    assertThat(backend.demand.excludedHosts()).as("soon").containsExactly(new HostName("h1"));
    pauses.remove(1).run();
    assertThat(backend.demand.excludedHosts()).as("after minutes").isEmpty();
  }

  @Test
  void theOnlyHostIsAvoidedUntilOthersHadTime() {
    begin();
    fleet.submit(Orders.plain("a"));
    failOnH1();
    assertThat(backend.demand.excludedHosts()).containsExactly(new HostName("h1"));
    pauses.remove(1).run();
    assertThat(backend.demand.excludedHosts()).isEmpty();
  }

  private void failOnH1() {
    run(1);
    backend
        .events()
        .lost(
            attempt(1), new LossReason(LossCause.LAUNCH_FAILED, OptionalInt.of(94), "no Java", ""));
  }

  @Test
  void theLinesOfALogAreToldAsTheyAre() {
    begin();
    String id = fleet.submit(Orders.plain("a")).id();
    run(1);
    String log = "; the end of its log:\nset firesteel.executor.memory for Executor " + attempt(1);
    backend.events().lost(attempt(1), exited(1, "Executor " + attempt(1) + " failed" + log));
    assertThat(diagnostics(id)).isEqualTo("Driver " + id + " failed" + log);
  }

  @Test
  void aLossOfAnEarlierAttemptMeansNothing() {
    begin();
    String id = fleet.submit(Orders.supervised("a")).id();
    run(1);
    backend.events().lost(attempt(1), exited(1, ""));
    backend.events().lost(attempt(1), exited(1, ""));
    assertThat(state(id)).isEqualTo(DriverState.WAITING);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void onlyTheNewestOfThoseThatEndedAreKept() {
    fleet = fleet(9, 1);
    begin();
    for (String key : List.of("a", "b")) {
      fleet.kill(fleet.submit(Orders.plain(key)).id());
      now = now.plusSeconds(1);
    }
    assertThat(fleet.all()).extracting(each -> each.order().key()).containsExactly("b");
    assertThat(store.entries()).hasSize(1);
  }

  // ---- kills

  @Test
  void aDriverThatWaitsIsKilledAtOnce() {
    begin();
    String id = fleet.submit(Orders.plain("a")).id();
    assertThat(fleet.kill(id).state()).isEqualTo(DriverState.KILLED);
    assertThat(fleet.kill(id).state()).isEqualTo(DriverState.KILLED);
    assertThat(backend.take()).endsWith("declare ").noneMatch(each -> each.startsWith("release"));
  }

  @Test
  void aDriverThatRunsIsReleased() {
    begin();
    String id = fleet.submit(Orders.supervised("a")).id();
    run(1);
    assertThat(fleet.kill(id).state()).isEqualTo(DriverState.KILLING);
    assertThat(backend.take()).contains("release driver-20261123-0001-1 GRACEFUL");
    backend.events().lost(attempt(1), LossReason.of(LossCause.RELEASED, "released"));
    assertThat(state(id)).isEqualTo(DriverState.KILLED);
    assertThat(backend.demand.profiles()).isEmpty();
  }

  // ---- the next one

  @Test
  void theNextOneGoesOnWithWhatRuns() {
    begin();
    String runs = fleet.submit(Orders.plain("a")).id();
    run(1);
    again(new FakeBackend());
    List<Resident> residents = fleet.residents();
    assertThat(residents).hasSize(1);
    assertThat(residents.get(0).executor()).isEqualTo(attempt(1));
    assertThat(residents.get(0).life()).isEqualTo(Resident.Life.RAN);
    assertThat(residents.get(0).taken().agent().getValue()).isEqualTo("A1");
    begin();
    assertThat(backend.take()).containsExactly("declare driver-1c-1408m=1");
    backend.events().lost(attempt(1), exited(0, ""));
    assertThat(state(runs)).isEqualTo(DriverState.FINISHED);
  }

  @Test
  void theNextOneQueuesWhatMesosWasNotToldOf() {
    String id = launched("a");
    again(new FakeBackend());
    assertThat(fleet.residents()).isEmpty();
    begin();
    assertThat(state(id)).isEqualTo(DriverState.QUEUED);
    backend.offer("o-1", SIZE, ONE);
    assertThat(backend.take()).endsWith("launch driver-20261123-0001-2 on o-1");
  }

  @Test
  void theNextOneKillsWhatWasToBeKilledAndWaitsOutPauses() {
    begin();
    String killing = fleet.submit(Orders.plain("a")).id();
    run(1);
    fleet.kill(killing);
    String waiting = fleet.submit(Orders.plain("b")).id();
    backend.offer("o-2", SIZE, ONE);
    ExecutorId second = new ExecutorId(waiting + "-1");
    backend.events().lost(second, LossReason.of(LossCause.LAUNCH_FAILED, "no Java"));
    pauses.clear();
    again(new FakeBackend());
    assertThat(fleet.residents()).hasSize(1);
    fleet.start(backend);
    assertThat(pauses).hasSize(1);
    assertThat(backend.take()).noneMatch(each -> each.startsWith("release"));
    backend.connect("F");
    assertThat(backend.take()).containsExactly("release driver-20261123-0001-1 GRACEFUL");
  }

  @Test
  void aFrameworkThatMesosHasGivenUpIsReplaced() {
    begin();
    Driver before = fleet.submit(Orders.plain("a"));
    backend.connect("G");
    assertThat(store.identity().framework()).isEqualTo("G");
    assertThat(fleet.framework()).isEqualTo("G");
    assertThat(before.framework()).isEqualTo("F-" + before.id());
    Driver after = fleet.submit(Orders.plain("b"));
    assertThat(after.framework()).isEqualTo("G-" + after.id());
  }

  // ---- words for the tests

  private void begin() {
    fleet.start(backend);
    backend.connect("F");
  }

  private void again(FakeBackend next) {
    fleet.close();
    backend = next;
    fleet = fleet(2, 2);
  }

  private String launched(String key) {
    begin();
    String id = fleet.submit(Orders.plain(key)).id();
    backend.offer("o", SIZE, ONE);
    return id;
  }

  /** The attempt of driver 1. */
  private void run(int attempt) {
    backend.offer("o", SIZE, ONE);
    fleet.ledger().launching(attempt(attempt), task(attempt), taken());
    backend.events().launched(attempt(attempt), H1);
  }

  private static ExecutorId attempt(int attempt) {
    return new ExecutorId("driver-20261123-0001-" + attempt);
  }

  private static TaskID task(int attempt) {
    return TaskID.newBuilder().setValue(attempt(attempt) + ".n").build();
  }

  private static Taken taken() {
    return new Taken(
        AgentID.newBuilder().setValue("A1").build(), URI.create("http://h1:5051"), H1, List.of());
  }

  private static LossReason exited(int code, String text) {
    return new LossReason(LossCause.EXITED, OptionalInt.of(code), text, "");
  }

  private DriverState state(String id) {
    return fleet.find(id).orElseThrow().state();
  }

  private String diagnostics(String id) {
    return fleet.find(id).orElseThrow().diagnostics();
  }

  private static java.util.function.Consumer<FiresteelException> is(ErrorCategory category) {
    return e -> assertThat(e.category()).isEqualTo(category);
  }
}
