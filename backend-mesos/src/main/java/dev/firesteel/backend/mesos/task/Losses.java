package dev.firesteel.backend.mesos.task;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.backend.mesos.launch.ShellExits;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * Why an executor is gone, from the last update of its task. The state says how, the reason why (if
 * there is one: an update of Mesos' command executor has none), the message everything else.
 */
final class Losses {
  private static final int SIGKILL = 137;
  private static final String MEMORY_ADVICE =
      " (raise firesteel.executor.memory-overhead, or use less memory outside the heap)";

  private Losses() {}

  /**
   * The reason.
   *
   * @param log the end of the executor's log, or the empty text
   */
  static LossReason reason(Ended ended, TaskStatus last, String log) {
    Optional<LossReason> precise = last.hasReason() ? byReason(ended, last, log) : Optional.empty();
    return precise.orElseGet(() -> byState(ended, last, log));
  }

  private static Optional<LossReason> byReason(Ended ended, TaskStatus last, String log) {
    return switch (last.getReason()) {
      case REASON_CONTAINER_LIMITATION_MEMORY ->
          found(
              LossCause.MEMORY_EXCEEDED,
              ended.on()
                  + " was killed because it used more memory than its task has"
                  + says(last)
                  + MEMORY_ADVICE,
              log);
      case REASON_CONTAINER_LIMITATION_DISK ->
          found(
              LossCause.EXITED,
              ended.on()
                  + " was killed because its files are larger than its task's disk"
                  + says(last)
                  + " (raise firesteel.mesos.disk)",
              log);
      case REASON_CONTAINER_LIMITATION ->
          found(
              LossCause.EXITED,
              ended.on() + " was killed because it exceeded a limit of its agent" + says(last),
              log);
      case REASON_CONTAINER_LAUNCH_FAILED ->
          found(
              LossCause.LAUNCH_FAILED,
              ended.on()
                  + " was not started"
                  + says(last)
                  + " (look whether the agent reaches all its files and its image)",
              log);
      case REASON_CONTAINER_UPDATE_FAILED, REASON_GC_ERROR, REASON_IO_SWITCHBOARD_EXITED ->
          found(
              LossCause.LAUNCH_FAILED,
              ended.on() + " was ended by a failure of its agent" + says(last),
              log);
      case REASON_EXECUTOR_REGISTRATION_TIMEOUT, REASON_EXECUTOR_REREGISTRATION_TIMEOUT ->
          found(
              LossCause.LAUNCH_FAILED,
              ended.on() + " was not ready in its agent's time" + says(last),
              log);
      case REASON_CONTAINER_PREEMPTED ->
          found(
              LossCause.PREEMPTED,
              ended.on() + " was ended because its agent needs its resources" + says(last),
              "");
      case REASON_AGENT_DRAINING ->
          found(
              LossCause.PREEMPTED,
              ended.on() + " was ended because its agent is drained" + says(last),
              "");
      case REASON_INVALID_OFFERS ->
          found(
              LossCause.OFFER_GONE,
              "Cannot launch executor "
                  + ended.executor()
                  + ": Mesos took the offer back"
                  + says(last),
              "");
      case REASON_TASK_INVALID, REASON_TASK_GROUP_INVALID, REASON_RESOURCES_UNKNOWN ->
          found(
              LossCause.LAUNCH_FAILED,
              "Mesos refuses to launch executor " + ended.executor() + says(last),
              "");
      case REASON_TASK_UNAUTHORIZED, REASON_TASK_GROUP_UNAUTHORIZED ->
          found(
              LossCause.LAUNCH_FAILED,
              "Mesos does not allow executor "
                  + ended.executor()
                  + says(last)
                  + " (look at firesteel.mesos.user, .principal and .roles)",
              "");
      case REASON_EXECUTOR_TERMINATED,
          REASON_COMMAND_EXECUTOR_FAILED,
          REASON_EXECUTOR_UNREGISTERED ->
          Optional.of(terminated(ended, last, log));
      case REASON_AGENT_REMOVED,
          REASON_AGENT_REMOVED_BY_OPERATOR,
          REASON_AGENT_DISCONNECTED,
          REASON_AGENT_RESTARTED,
          REASON_AGENT_UNKNOWN ->
          Optional.of(agentGone(ended, last));
      default -> Optional.empty();
    };
  }

  private static LossReason byState(Ended ended, TaskStatus last, String log) {
    return switch (last.getState()) {
      case TASK_FINISHED, TASK_FAILED -> process(ended, last, log);
      case TASK_KILLED ->
          loss(
              LossCause.KILLED_BY_USER,
              Exits.code(last.getMessage()),
              ended.on() + " was killed through Mesos by a person or a program" + says(last),
              "");
      case TASK_ERROR ->
          loss(
              LossCause.LAUNCH_FAILED,
              OptionalInt.empty(),
              "Mesos refuses to launch executor " + ended.executor() + says(last),
              "");
      case TASK_DROPPED ->
          loss(
              LossCause.LAUNCH_FAILED,
              OptionalInt.empty(),
              ended.on() + " was not started" + says(last),
              "");
      default -> agentGone(ended, last);
    };
  }

  /** Mesos' own executor around ours ended. */
  private static LossReason terminated(Ended ended, TaskStatus last, String log) {
    return ended.life() == Ended.Life.NEVER_RAN
        ? loss(
            LossCause.LAUNCH_FAILED,
            OptionalInt.empty(),
            ended.on()
                + " was not started"
                + says(last)
                + " (look whether firesteel.mesos.user exists at the agent, and into the agent's log)",
            log)
        : loss(
            LossCause.EXITED,
            Exits.code(last.getMessage()),
            ended.on() + " ended with the process of Mesos around it" + says(last),
            log);
  }

  private static LossReason agentGone(Ended ended, TaskStatus last) {
    boolean neverCame =
        ended.life() == Ended.Life.NEVER_RAN
            && last.hasReason()
            && last.getReason() == TaskStatus.Reason.REASON_RECONCILIATION;
    if (neverCame) {
      return loss(
          LossCause.LAUNCH_FAILED,
          OptionalInt.empty(),
          ended.on() + " was not started: its launch was lost on its way" + says(last),
          "");
    }
    String how =
        last.getState() == TaskState.TASK_GONE_BY_OPERATOR
            ? " is gone: an operator gave its agent up"
            : " is gone with its agent";
    return loss(LossCause.HOST_LOST, OptionalInt.empty(), ended.on() + how + says(last), "");
  }

  private static LossReason process(Ended ended, TaskStatus last, String log) {
    OptionalInt told = Exits.code(last.getMessage());
    if (told.isEmpty() && last.getState() == TaskState.TASK_FAILED) {
      return loss(
          ended.life() == Ended.Life.RAN ? LossCause.EXITED : LossCause.LAUNCH_FAILED,
          told,
          ended.on() + " failed" + says(last),
          log);
    }
    int code = told.orElse(0);
    if (code == ExecutorProgram.OUT_OF_MEMORY) {
      return loss(
          LossCause.MEMORY_EXCEEDED,
          told,
          ended.on()
              + " ended because its heap of "
              + ended.heapMiB()
              + " MiB is full (raise firesteel.executor.memory, or use more and smaller partitions)",
          log);
    }
    Optional<String> shell = ShellExits.explain(code);
    if (shell.isPresent()) {
      return loss(
          LossCause.LAUNCH_FAILED, told, ended.on() + " was not started: " + shell.get(), log);
    }
    String hint =
        code == SIGKILL
            ? ": from outside, or by the kernel because memory was exhausted" + MEMORY_ADVICE
            : "";
    String how = Exits.how(code) + hint;
    return loss(
        LossCause.EXITED, OptionalInt.of(code), ended.on() + " " + how, code == 0 ? "" : log);
  }

  private static Optional<LossReason> found(LossCause cause, String text, String log) {
    return Optional.of(loss(cause, OptionalInt.empty(), text, log));
  }

  private static LossReason loss(LossCause cause, OptionalInt code, String text, String log) {
    String more = log.isBlank() ? "" : "; the end of its log:\n" + log.strip();
    return new LossReason(cause, code, text + more, "");
  }

  private static String says(TaskStatus last) {
    return last.getMessage().isBlank() ? "" : ": " + last.getMessage().strip();
  }
}
