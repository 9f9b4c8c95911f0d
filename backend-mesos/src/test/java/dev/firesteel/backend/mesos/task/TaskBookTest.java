package dev.firesteel.backend.mesos.task;

import static org.apache.mesos.v1.Protos.TaskState.TASK_DROPPED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_FAILED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_GONE;
import static org.apache.mesos.v1.Protos.TaskState.TASK_KILLED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_STAGING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_STARTING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.mesos.offer.Accept;
import java.util.List;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskBookTest extends TaskTalk {
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

  @ParameterizedTest
  @EnumSource(
      value = TaskState.class,
      names = {"TASK_FINISHED", "TASK_FAILED", "TASK_KILLED"})
  void anEndThatIsOnlyAnAnswerWaitsForWhatTheAgentSays(TaskState end) {
    running("e-1");
    book.update(reconciled(end), now);
    assertThat(effects.take()).isEmpty();
    TaskStatus own = update(end).toBuilder().setMessage("Command exited with status 7").build();
    book.update(own, now);
    assertThat(effects.losses.get(E1).exitCode()).hasValue(7);
    assertThat(effects.take()).last().isEqualTo("ack 2");
  }

  @Test
  void anAnswerThatStaysTheSameIsTheEnd() {
    running("e-1");
    for (int i = 1; i <= 2; i++) {
      book.update(reconciled(TASK_FAILED), now);
      assertThat(effects.take()).isEmpty();
      after(10);
      assertThat(effects.take()).containsExactly("RECONCILE e-1.k3f9");
    }
    book.update(reconciled(TASK_FAILED), now);
    assertThat(effects.take()).containsExactly("gone e-1 EXITED");
    assertThat(book.isEmpty()).isTrue();
  }

  @Test
  void whatHasEndedSomewhereIsNotGivenUpMeanwhile() {
    running("e-1");
    book.update(update(TASK_UNREACHABLE), now);
    after(70);
    book.update(reconciled(TASK_FAILED), now);
    after(9);
    assertThat(effects.losses).isEmpty();
    book.update(update(TASK_FAILED), now);
    assertThat(effects.losses.get(E1).cause()).isEqualTo(LossCause.EXITED);
  }

  @Test
  void anAnswerIsEnoughForWhatIsToEnd() {
    running("e-1");
    book.release(E1, ReleaseMode.GRACEFUL, "not needed", now);
    effects.take();
    book.update(reconciled(TASK_KILLED), now);
    assertThat(effects.take()).containsExactly("gone e-1 RELEASED");
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
}
