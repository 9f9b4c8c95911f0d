package dev.firesteel.backend.mesos.task;

import static org.apache.mesos.v1.Protos.TaskState.TASK_DROPPED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_ERROR;
import static org.apache.mesos.v1.Protos.TaskState.TASK_FAILED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_FINISHED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_GONE;
import static org.apache.mesos.v1.Protos.TaskState.TASK_GONE_BY_OPERATOR;
import static org.apache.mesos.v1.Protos.TaskState.TASK_KILLED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_LOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.id.ExecutorId;
import java.util.OptionalInt;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LossesTest {
  private static final Ended RAN = new Ended(new ExecutorId("e-1"), "h1", Ended.Life.RAN, 512);
  private static final Ended NEVER =
      new Ended(new ExecutorId("e-1"), "h1", Ended.Life.NEVER_RAN, 512);

  @ParameterizedTest
  @CsvSource({
    "Command exited with status 0, 0",
    "Command exited with status 7, 7",
    "Command exited with status 137, 137",
    "Command terminated with signal Killed, 137",
    "Command terminated with signal Terminated, 143",
    "Command terminated with signal Segmentation fault (core dumped), 139",
    "Command terminated with signal Aborted (core dumped), 134",
  })
  void exitCodesStandInMessages(String message, int code) {
    LossReason reason = reason(RAN, TASK_FAILED, message);
    assertThat(reason.cause()).isEqualTo(LossCause.EXITED);
    assertThat(reason.exitCode()).isEqualTo(OptionalInt.of(code));
    assertThat(reason.diagnostics()).contains("exit code " + code);
  }

  @ParameterizedTest
  @CsvSource({"Health check failed", "''", "Command terminated with signal Whatever"})
  void aMessageWithoutExitCodeIsPassedOn(String message) {
    LossReason reason = reason(RAN, TASK_FAILED, message);
    assertThat(reason.exitCode()).isEmpty();
    assertThat(reason.cause()).isEqualTo(LossCause.EXITED);
    assertThat(reason.diagnostics()).contains("e-1 on h1 failed").contains(message);
  }

  @Test
  void aFailureBeforeItRanIsAFailedLaunch() {
    assertThat(reason(NEVER, TASK_FAILED, "Failed to run a hook").cause())
        .isEqualTo(LossCause.LAUNCH_FAILED);
  }

  @Test
  void anExecutorThatFinishesByItselfEndedWithZero() {
    LossReason reason = reason(RAN, TASK_FINISHED, "");
    assertThat(reason.exitCode()).hasValue(0);
    assertThat(reason.cause()).isEqualTo(LossCause.EXITED);
  }

  @Test
  void theLogStandsBehindTheReason() {
    LossReason reason = Losses.reason(RAN, failed("Command exited with status 1"), "one\ntwo\n");
    assertThat(reason.diagnostics()).endsWith("; the end of its log:\none\ntwo");
  }

  @Test
  void aFullHeapIsExhaustedMemory() {
    LossReason reason = reason(RAN, TASK_FAILED, "Command exited with status 24");
    assertThat(reason.cause()).isEqualTo(LossCause.MEMORY_EXCEEDED);
    assertThat(reason.diagnostics()).contains("heap of 512 MiB", "firesteel.executor.memory");
  }

  @Test
  void threeIsAnExitWhateverTheLogSays() {
    String log = "caught java.lang.OutOfMemoryError: Java heap space; cancelled";
    assertThat(Losses.reason(RAN, failed("Command exited with status 3"), log).cause())
        .isEqualTo(LossCause.EXITED);
  }

  @Test
  void theShellsOwnCodesAreFailedLaunches() {
    LossReason reason = reason(RAN, TASK_FAILED, "Command exited with status 94");
    assertThat(reason.cause()).isEqualTo(LossCause.LAUNCH_FAILED);
    assertThat(reason.diagnostics()).contains("no Java");
  }

  @ParameterizedTest
  @CsvSource({
    "REASON_CONTAINER_LIMITATION_MEMORY, MEMORY_EXCEEDED, firesteel.executor.memory-overhead",
    "REASON_CONTAINER_LIMITATION_DISK, EXITED, firesteel.mesos.disk",
    "REASON_CONTAINER_LIMITATION, EXITED, limit",
    "REASON_CONTAINER_LAUNCH_FAILED, LAUNCH_FAILED, reaches all its files",
    "REASON_CONTAINER_UPDATE_FAILED, LAUNCH_FAILED, failure of its agent",
    "REASON_EXECUTOR_REGISTRATION_TIMEOUT, LAUNCH_FAILED, agent's time",
    "REASON_CONTAINER_PREEMPTED, PREEMPTED, needs its resources",
    "REASON_AGENT_DRAINING, PREEMPTED, drained",
    "REASON_AGENT_REMOVED, HOST_LOST, gone with its agent",
    "REASON_AGENT_DISCONNECTED, HOST_LOST, gone with its agent",
    "REASON_AGENT_UNKNOWN, HOST_LOST, gone with its agent",
    "REASON_TASK_INVALID, LAUNCH_FAILED, refuses to launch",
    "REASON_TASK_UNAUTHORIZED, LAUNCH_FAILED, .principal",
    "REASON_INVALID_OFFERS, OFFER_GONE, took the offer back",
    "REASON_EXECUTOR_TERMINATED, EXITED, process of Mesos",
  })
  void aReasonIsMorePreciseThanAState(Reason reason, LossCause cause, String words) {
    LossReason loss =
        Losses.reason(RAN, failed("as Mesos says").toBuilder().setReason(reason).build(), "");
    assertThat(loss.cause()).isEqualTo(cause);
    assertThat(loss.diagnostics()).contains(words, "e-1", "as Mesos says");
  }

  @Test
  void anUnknownUserIsAFailedLaunchWithAdvice() {
    TaskStatus dropped =
        status(TASK_DROPPED, "").toBuilder().setReason(Reason.REASON_EXECUTOR_TERMINATED).build();
    LossReason reason = Losses.reason(NEVER, dropped, "");
    assertThat(reason.cause()).isEqualTo(LossCause.LAUNCH_FAILED);
    assertThat(reason.diagnostics()).contains("firesteel.mesos.user");
  }

  @Test
  void anUpdateWithoutReasonIsNotTakenForTheFirstOfTheEnum() {
    assertThat(status(TASK_FAILED, "").getReason())
        .isEqualTo(Reason.REASON_COMMAND_EXECUTOR_FAILED); // what protobuf answers
    assertThat(reason(RAN, TASK_FAILED, "Command exited with status 1").diagnostics())
        .doesNotContain("process of Mesos");
  }

  @ParameterizedTest
  @CsvSource({
    "TASK_KILLED, KILLED_BY_USER",
    "TASK_ERROR, LAUNCH_FAILED",
    "TASK_DROPPED, LAUNCH_FAILED",
    "TASK_LOST, HOST_LOST",
    "TASK_GONE, HOST_LOST",
    "TASK_GONE_BY_OPERATOR, HOST_LOST",
  })
  void aStateAloneIsEnough(TaskState state, LossCause cause) {
    assertThat(reason(RAN, state, "").cause()).isEqualTo(cause);
  }

  @Test
  void anOperatorsWillIsNamed() {
    assertThat(reason(RAN, TASK_GONE_BY_OPERATOR, "").diagnostics()).contains("operator");
    assertThat(reason(RAN, TASK_KILLED, "").diagnostics()).contains("a person or a program");
    assertThat(reason(RAN, TASK_ERROR, "bad id").diagnostics()).contains("bad id");
    assertThat(reason(RAN, TASK_LOST, "").diagnostics()).doesNotContain("operator");
  }

  @Test
  void whatAMasterNeverHeardOfWasALostLaunch() {
    TaskStatus gone =
        status(TASK_GONE, "").toBuilder().setReason(Reason.REASON_RECONCILIATION).build();
    assertThat(Losses.reason(NEVER, gone, "").cause()).isEqualTo(LossCause.LAUNCH_FAILED);
    assertThat(Losses.reason(RAN, gone, "").cause()).isEqualTo(LossCause.HOST_LOST);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasWordsForPeople(Reason reason) {
    LossReason loss =
        Losses.reason(RAN, status(TASK_LOST, "").toBuilder().setReason(reason).build(), "");
    assertThat(loss.diagnostics()).contains("xecutor e-1");
  }

  private static LossReason reason(Ended ended, TaskState state, String message) {
    return Losses.reason(ended, status(state, message), "");
  }

  private static TaskStatus failed(String message) {
    return status(TASK_FAILED, message);
  }

  private static TaskStatus status(TaskState state, String message) {
    return TaskStatus.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue("e-1.x"))
        .setState(state)
        .setMessage(message)
        .build();
  }
}
