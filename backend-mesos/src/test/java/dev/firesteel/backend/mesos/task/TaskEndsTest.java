package dev.firesteel.backend.mesos.task;

import static org.apache.mesos.v1.Protos.TaskState.TASK_FINISHED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_KILLED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_KILLING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_LOST;
import static org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_STARTING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_UNKNOWN;
import static org.apache.mesos.v1.Protos.TaskState.TASK_UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.mesos.offer.Offers;
import java.time.Duration;
import java.util.OptionalInt;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;

class TaskEndsTest extends TaskTalk {
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
}
