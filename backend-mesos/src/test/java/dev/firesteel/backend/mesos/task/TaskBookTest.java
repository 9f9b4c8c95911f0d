package dev.firesteel.backend.mesos.task;

import static org.apache.mesos.v1.Protos.TaskState.TASK_DROPPED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_FAILED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_FINISHED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_GONE;
import static org.apache.mesos.v1.Protos.TaskState.TASK_KILLED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_KILLING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_LOST;
import static org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_STAGING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_STARTING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_UNKNOWN;
import static org.apache.mesos.v1.Protos.TaskState.TASK_UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.mesos.offer.Accept;
import dev.firesteel.backend.mesos.offer.Offers;
import dev.firesteel.backend.mesos.offer.Taken;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskBookTest {
  private static final long SECOND = 1_000_000_000L;
  private static final ExecutorId E1 = new ExecutorId("e-1");
  private static final OfferId OFFER = new OfferId("o-1");

  private final Effects effects = new Effects();
  private final TaskBook book =
      new TaskBook(new TaskRules("k3f9", Duration.ofSeconds(75), Duration.ofSeconds(3)), effects);
  private long now = 100 * SECOND;
  private int uuids;

  // ---- launches that do not come to be

  @Test
  void anOfferThatIsTakenBackBeforeTheLaunchLosesItsExecutors() {
    connect();
    book.prepare(accept("e-1", "e-2"));
    book.offerGone(OFFER, "Mesos took the offer back");
    assertThat(effects.take())
        .containsExactly("too late o-1", "gone e-1 OFFER_GONE", "gone e-2 OFFER_GONE");
    assertThat(book.prepared(accept("e-1", "e-2"), now)).isEmpty();
  }

  @Test
  void anOfferThatIsTakenBackAfterTheLaunchWaitsForWhatMesosSaysOfTheTasks() {
    launched("e-1");
    book.offerGone(OFFER, "Mesos took the offer back");
    assertThat(effects.take()).isEmpty();
    book.update(
        master(TASK_DROPPED).toBuilder().setReason(TaskStatus.Reason.REASON_INVALID_OFFERS).build(),
        now);
    assertThat(effects.take()).containsExactly("too late o-1", "gone e-1 OFFER_GONE");
  }

  @Test
  void anExecutorThatIsReleasedBeforeItsLaunchIsNotLaunched() {
    connect();
    Accept accept = accept("e-1", "e-2");
    book.prepare(accept);
    book.release(E1, ReleaseMode.GRACEFUL, "not needed", now);
    assertThat(effects.take()).isEmpty();
    assertThat(book.prepared(accept, now)).containsExactly(new ExecutorId("e-2"));
    assertThat(effects.take()).containsExactly("gone e-1 RELEASED");
  }

  @Test
  void anExecutorWithoutDescriptionIsLostAndTheOthersAreLaunched() {
    connect();
    Accept accept = accept("e-1", "e-2");
    book.prepare(accept);
    book.notPrepared(E1, "Cannot read a.jar");
    assertThat(effects.losses.get(E1).cause()).isEqualTo(LossCause.LAUNCH_FAILED);
    assertThat(effects.losses.get(E1).diagnostics()).isEqualTo("Cannot read a.jar");
    assertThat(book.prepared(accept, now)).containsExactly(new ExecutorId("e-2"));
  }

  @Test
  void aConnectionThatBreaksBeforeTheLaunchMakesTheOfferVoid() {
    connect();
    book.prepare(accept("e-1"));
    book.disconnected();
    assertThat(effects.take()).containsExactly("too late o-1", "gone e-1 OFFER_GONE");
    assertThat(book.isEmpty()).isTrue();
  }

  @Test
  void aLaunchThatWasNotDeliveredWasTooLate() {
    launched("e-1");
    book.notDelivered(List.of(id("e-1")), "the connection was gone");
    assertThat(effects.take()).containsExactly("too late o-1", "gone e-1 OFFER_GONE");
  }

  @Test
  void aLaunchThatMesosRefusesSaysSo() {
    launched("e-1");
    book.refused(List.of(id("e-1")), "Expecting 'type' to be present");
    assertThat(effects.losses.get(E1).diagnostics()).contains("Expecting 'type' to be present");
    assertThat(effects.losses.get(E1).cause()).isEqualTo(LossCause.LAUNCH_FAILED);
  }

  @Test
  void aLaunchOfWhichNobodyKnowsIsAskedForAndNotMadeAgain() {
    launched("e-1");
    book.uncertain(List.of(id("e-1")), now);
    assertThat(effects.take()).containsExactly("RECONCILE e-1.k3f9");
    book.update(reconciled(TASK_GONE), now);
    assertThat(effects.losses.get(E1).cause()).isEqualTo(LossCause.LAUNCH_FAILED);
    assertThat(effects.losses.get(E1).diagnostics()).contains("its launch was lost");
  }

  @Test
  void whatTheCoreWasToldAsRunningIsNotTakenForALostLaunch() {
    running("e-1");
    book.notDelivered(List.of(id("e-1")), "too old an answer");
    book.refused(List.of(id("e-1")), "too old an answer");
    assertThat(effects.take()).isEmpty();
  }

  @Test
  void aTaskThatStagesForLongIsAskedFor() {
    launched("e-1");
    assertThat(book.nextTick()).hasValue(now + 30 * SECOND);
    after(30);
    assertThat(effects.take()).containsExactly("RECONCILE e-1.k3f9");
    book.update(reconciled(TASK_STAGING), now);
    assertThat(book.nextTick()).hasValue(now + 30 * SECOND);
  }

  // ---- updates

  @Test
  void launchedIsToldOnceWhenItRuns() {
    launched("e-1");
    book.update(update(TASK_STARTING), now);
    assertThat(effects.take()).containsExactly("ack 1");
    book.update(update(TASK_RUNNING), now);
    assertThat(effects.take()).containsExactly("launched e-1 h1", "ack 2");
    book.update(update(TASK_RUNNING), now); // such as one of a health check
    assertThat(effects.take()).containsExactly("ack 3");
  }

  @Test
  void anUpdateThatIsRepeatedIsAcknowledgedAgainAndToldOnce() {
    launched("e-1");
    TaskStatus runs = update(TASK_RUNNING);
    book.update(runs, now);
    book.update(runs, now);
    assertThat(effects.take()).containsExactly("launched e-1 h1", "ack 1", "ack 1");
    TaskStatus ends = update(TASK_FAILED);
    book.update(ends, now);
    book.update(ends, now);
    assertThat(effects.take()).containsExactly("gone e-1 EXITED", "ack 2", "ack 2");
  }

  @Test
  void updatesOutOfOrderDoNotTurnTimeBack() {
    running("e-1");
    book.update(update(TASK_STARTING), now);
    book.update(update(TASK_STAGING), now);
    assertThat(effects.take()).containsExactly("ack 2", "ack 3");
    book.update(update(TASK_RUNNING), now);
    assertThat(effects.take()).containsExactly("ack 4");
  }

  @Test
  void anUpdateOfTheMasterIsNeverAcknowledged() {
    launched("e-1");
    book.update(reconciled(TASK_RUNNING), now);
    assertThat(effects.take()).containsExactly("launched e-1 h1");
    book.update(reconciled(TASK_GONE), now);
    assertThat(effects.take()).containsExactly("gone e-1 HOST_LOST");
  }

  @Test
  void anEndWithoutAStartIsALossWithoutALaunch() {
    launched("e-1");
    book.update(update(TASK_KILLED), now);
    assertThat(effects.take()).containsExactly("gone e-1 KILLED_BY_USER", "ack 1");
    assertThat(book.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = TaskState.class,
      names = {
        "TASK_FINISHED",
        "TASK_FAILED",
        "TASK_KILLED",
        "TASK_ERROR",
        "TASK_LOST",
        "TASK_DROPPED",
        "TASK_GONE",
        "TASK_GONE_BY_OPERATOR"
      })
  void everyOtherStateIsTheEndFromEveryState(TaskState end) {
    launched("e-1");
    book.update(update(end), now);
    assertThat(effects.losses).containsKey(E1);
    running("e-2");
    book.update(status("e-2", end).build(), now);
    assertThat(effects.losses).containsKey(new ExecutorId("e-2"));
    running("e-3");
    book.update(status("e-3", TASK_UNREACHABLE).build(), now);
    book.update(status("e-3", end).build(), now);
    assertThat(effects.losses).containsKey(new ExecutorId("e-3"));
    assertThat(book.isEmpty()).isTrue();
  }

  // ---- unreachable

  @Test
  void unreachableIsNoLossAndComesBack() {
    running("e-1");
    book.update(update(TASK_UNREACHABLE), now);
    after(74);
    effects.take();
    book.update(update(TASK_RUNNING), now);
    after(600);
    assertThat(effects.losses).isEmpty();
    assertThat(effects.take()).containsExactly("ack 3");
  }

  @Test
  void unreachableForTooLongIsALossAndWhatComesBackIsKilled() {
    running("e-1");
    book.update(update(TASK_UNREACHABLE), now);
    book.update(update(TASK_UNREACHABLE), now);
    after(75);
    assertThat(effects.take()).endsWith("gone e-1 HOST_LOST");
    assertThat(effects.losses.get(E1).diagnostics()).contains("for 75 s");
    book.update(update(TASK_RUNNING), now);
    assertThat(effects.take()).containsExactly("KILL e-1.k3f9 0ms", "ack 4");
    after(10);
    assertThat(effects.take()).containsExactly("KILL e-1.k3f9 0ms");
    book.update(update(TASK_KILLED), now);
    assertThat(effects.take()).containsExactly("ack 5");
    after(600);
    assertThat(effects.take()).isEmpty();
  }

  @Test
  void aMasterThatDoesNotKnowATaskYetIsAskedAgain() {
    running("e-1");
    subscribe();
    assertThat(effects.take()).contains("RECONCILE e-1.k3f9");
    book.update(reconciled(TASK_UNKNOWN), now);
    after(10);
    assertThat(effects.take()).containsExactly("RECONCILE e-1.k3f9");
    book.update(reconciled(TASK_RUNNING), now);
    after(600);
    assertThat(effects.losses).isEmpty();
  }

  @Test
  void aTaskThatWasLostAndRunsAgainIsKilled() {
    running("e-1");
    book.update(master(TASK_LOST), now);
    assertThat(effects.take()).containsExactly("gone e-1 HOST_LOST");
    book.update(update(TASK_RUNNING), now);
    assertThat(effects.take()).containsExactly("KILL e-1.k3f9 0ms", "ack 2");
  }

  @Test
  void unreachableBeforeItRanMayStillStart() {
    launched("e-1");
    book.update(update(TASK_UNREACHABLE), now);
    book.update(update(TASK_STARTING), now);
    after(200);
    assertThat(effects.losses).isEmpty();
    book.update(update(TASK_RUNNING), now);
    assertThat(effects.take()).contains("launched e-1 h1");
  }

  // ---- reconciliation

  @Test
  void allTasksAreAskedForAfterASubscriptionUntilEachIsAnswered() {
    running("e-1");
    running("e-2");
    subscribe();
    assertThat(effects.take())
        .containsExactlyInAnyOrder("RECONCILE ", "RECONCILE e-1.k3f9 e-2.k3f9");
    book.update(reconciled(TASK_RUNNING), now);
    after(10);
    assertThat(effects.take()).containsExactly("RECONCILE e-2.k3f9");
    after(10);
    assertThat(effects.take()).isEmpty();
    after(10); // and all tasks that there are, after 30 s
    assertThat(effects.take()).containsExactly("RECONCILE e-2.k3f9", "RECONCILE ");
  }

  @Test
  void nothingIsAskedWhileNobodyListens() {
    running("e-1");
    book.disconnected();
    after(3600);
    assertThat(effects.take()).isEmpty();
    assertThat(book.nextTick()).isEmpty();
  }

  @Test
  void tasksOfAnotherDriverAreKilledAndAcknowledged() {
    subscribe();
    effects.take();
    TaskStatus other =
        status("e-1", TASK_RUNNING)
            .setTaskId(TaskID.newBuilder().setValue("e-1.other"))
            .setAgentId(Offers.agent("h1"))
            .build();
    book.update(other, now);
    book.update(other, now);
    assertThat(effects.take()).containsExactly("KILL e-1.other 0ms", "ack 1", "ack 1");
    book.update(other.toBuilder().setState(TASK_UNREACHABLE).build(), now);
    book.update(other.toBuilder().setState(TASK_FINISHED).build(), now);
    effects.take();
    after(10);
    assertThat(effects.take()).isEmpty();
  }

  // ---- ends

  @Test
  void aReleaseKillsAgainUntilTheEndIsTold() {
    running("e-1");
    book.release(E1, ReleaseMode.GRACEFUL, "not needed", now);
    assertThat(effects.take()).containsExactly("KILL e-1.k3f9 3000ms");
    book.release(E1, ReleaseMode.GRACEFUL, "not needed", now);
    assertThat(effects.take()).isEmpty();
    book.update(update(TASK_KILLING), now);
    after(5);
    assertThat(effects.take()).containsExactly("ack 2", "KILL e-1.k3f9 3000ms");
    after(5);
    assertThat(effects.take()).isEmpty();
    after(5);
    assertThat(effects.take()).containsExactly("KILL e-1.k3f9 3000ms");
    TaskStatus end =
        update(TASK_KILLED).toBuilder()
            .setMessage("Command terminated with signal Terminated")
            .build();
    book.update(end, now);
    assertThat(effects.take()).containsExactly("gone e-1 RELEASED", "ack 3");
    assertThat(effects.losses.get(E1).exitCode()).isEqualTo(OptionalInt.of(143));
    assertThat(effects.departures.get(E1).log()).isEqualTo(Departure.Log.SILENT);
    assertThat(book.nextTick()).isEmpty();
  }

  @Test
  void theStrongerModeHurriesAndTheFirstCauseCounts() {
    running("e-1");
    book.release(E1, ReleaseMode.GRACEFUL, "not needed", now);
    book.stop(ReleaseMode.NOW, now);
    assertThat(effects.take()).containsExactly("KILL e-1.k3f9 3000ms", "KILL e-1.k3f9 500ms");
    book.stop(ReleaseMode.GRACEFUL, now);
    assertThat(effects.take()).isEmpty();
    book.update(update(TASK_KILLED), now);
    assertThat(effects.losses.get(E1).cause()).isEqualTo(LossCause.RELEASED);
  }

  @Test
  void aReleaseWithoutConnectionKillsWhenThereIsOneAgain() {
    running("e-1");
    book.disconnected();
    book.release(E1, ReleaseMode.NOW, "not needed", now);
    assertThat(effects.take()).isEmpty();
    subscribe();
    assertThat(effects.take()).contains("KILL e-1.k3f9 500ms");
  }

  @Test
  void aKilledTaskThatMesosDoesNotKnowIsGone() {
    running("e-1");
    book.release(E1, ReleaseMode.NOW, "not needed", now);
    book.update(reconciled(TASK_LOST), now);
    assertThat(effects.losses.get(E1).cause()).isEqualTo(LossCause.RELEASED);
  }

  @Test
  void aReleaseOfAnUnknownExecutorIsIgnored() {
    connect();
    book.release(E1, ReleaseMode.NOW, "not needed", now);
    assertThat(effects.take()).isEmpty();
  }

  @Test
  void stopEndsAllAndGivesUpWhatDoesNotEnd() {
    running("e-1");
    running("e-2");
    book.stop(ReleaseMode.GRACEFUL, now);
    assertThat(effects.take()).containsExactly("KILL e-1.k3f9 3000ms", "KILL e-2.k3f9 3000ms");
    book.abandon("Mesos does not tell");
    assertThat(effects.losses.values()).extracting("cause").containsOnly(LossCause.STOPPED);
    assertThat(book.isEmpty()).isTrue();
  }

  // ---- maintenance

  @Test
  void executorsOfAnAgentThatIsTakenAwayAreTold() {
    running("e-1");
    running("e-2");
    book.release(new ExecutorId("e-2"), ReleaseMode.GRACEFUL, "not needed", now);
    effects.take();
    book.preempting(Offers.agent("h2"), Duration.ofSeconds(9));
    book.preempting(Offers.agent("h1"), Duration.ofSeconds(9));
    assertThat(effects.take()).containsExactly("preempting e-1 9s");
  }

  // ---- words for the tests

  private void connect() {
    subscribe();
    effects.take();
  }

  private void subscribe() {
    book.subscribed(now);
  }

  private void launched(String executor) {
    if (book.isEmpty() && effects.take().isEmpty()) {
      connect();
      quiet();
    }
    Accept accept = accept(executor);
    book.prepare(accept);
    assertThat(book.prepared(accept, now)).containsExactly(new ExecutorId(executor));
    effects.take();
  }

  /** Lets the searches after the subscription pass. */
  private void quiet() {
    after(30);
    after(60);
    effects.take();
  }

  private void running(String executor) {
    launched(executor);
    book.update(status(executor, TASK_RUNNING).build(), now);
    effects.take();
  }

  private void after(long seconds) {
    now += seconds * SECOND;
    book.tick(now);
  }

  private static TaskID id(String executor) {
    return TaskID.newBuilder().setValue(executor + ".k3f9").build();
  }

  private static Accept accept(String... executors) {
    Taken taken =
        new Taken(
            Offers.agent("h1"),
            URI.create("http://h1:5051"),
            Placement.of(new HostName("h1")),
            List.of());
    List<Accept.Start> starts =
        Arrays.stream(executors)
            .map(
                id ->
                    new Accept.Start(
                        new ExecutorLaunch(
                            new ExecutorId(id),
                            ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 64)),
                            new ExecutorProgram("Main", List.of(), List.of()),
                            List.of(),
                            new TreeMap<>()),
                        taken))
            .toList();
    return new Accept(OFFER, List.of(Offers.id("a")), starts, Duration.ZERO);
  }

  /** Of e-1, by its agent. */
  private TaskStatus update(TaskState state) {
    return status("e-1", state).build();
  }

  private TaskStatus.Builder status(String executor, TaskState state) {
    return TaskStatus.newBuilder()
        .setTaskId(id(executor))
        .setState(state)
        .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
        .setUuid(ByteString.copyFromUtf8(Integer.toString(++uuids)));
  }

  /** Of e-1, by the master. */
  private static TaskStatus master(TaskState state) {
    return TaskStatus.newBuilder()
        .setTaskId(id("e-1"))
        .setState(state)
        .setSource(TaskStatus.Source.SOURCE_MASTER)
        .build();
  }

  private static TaskStatus reconciled(TaskState state) {
    return master(state).toBuilder().setReason(TaskStatus.Reason.REASON_RECONCILIATION).build();
  }
}
