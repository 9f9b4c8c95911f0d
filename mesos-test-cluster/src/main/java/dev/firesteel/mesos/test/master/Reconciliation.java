package dev.firesteel.mesos.test.master;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Answers what tasks do, as far as the master knows. */
final class Reconciliation {
  private final Book book;

  Reconciliation(Book book) {
    this.book = book;
  }

  void reconcile(Framework framework, List<Call.Reconcile.Task> asked) {
    if (asked.isEmpty()) {
      // A master answers in no order that could be relied on.
      framework.tasks().values().stream()
          .sorted(Comparator.comparing(MasterTask::id).reversed())
          .forEach(each -> send(framework, latest(each)));
    }
    for (Call.Reconcile.Task each : asked) {
      reconcile(
          framework,
          each.getTaskId(),
          each.hasAgentId() ? Optional.of(each.getAgentId()) : Optional.empty());
    }
  }

  /** About one task; in some cases the answer is silence. */
  void reconcile(Framework framework, TaskID task, Optional<AgentID> agent) {
    MasterTask known = framework.tasks().get(task.getValue());
    if (known != null) {
      send(framework, latest(known));
      return;
    }
    String agentId = agent.map(AgentID::getValue).orElse("");
    boolean mayComeBack =
        agent.isPresent() ? book.recovered().contains(agentId) : !book.recovered().isEmpty();
    if (mayComeBack) {
      return;
    }
    if (book.agents().containsKey(agentId)) {
      send(framework, unknown(framework, task, agent, TaskState.TASK_GONE, " to the agent"));
      return;
    }
    Optional<MasterTask> unreachable =
        book.unreachableTasks()
            .filter(each -> each.id().equals(task.getValue()))
            .filter(each -> each.frameworkId().equals(framework.id()))
            .findFirst();
    String lostAgent = unreachable.map(each -> each.agentId().getValue()).orElse(agentId);
    Long since = book.unreachable().get(lostAgent);
    if (since != null) {
      send(
          framework,
          Statuses.of(
                  book,
                  task,
                  AgentID.newBuilder().setValue(lostAgent).build(),
                  Statuses.lostOr(framework, TaskState.TASK_UNREACHABLE),
                  Reason.REASON_RECONCILIATION,
                  "Reconciliation: Task is unreachable")
              .setUnreachableTime(Statuses.nanoseconds(since))
              .build());
      return;
    }
    send(framework, unknown(framework, task, agent, TaskState.TASK_UNKNOWN, ""));
  }

  private TaskStatus latest(MasterTask task) {
    return Statuses.latest(
        book, task, Reason.REASON_RECONCILIATION, "Reconciliation: Latest task state");
  }

  private TaskStatus unknown(
      Framework framework, TaskID task, Optional<AgentID> agent, TaskState state, String whom) {
    TaskStatus.Builder status =
        Statuses.of(
            book,
            task,
            Statuses.lostOr(framework, state),
            Reason.REASON_RECONCILIATION,
            "Reconciliation: Task is unknown" + whom);
    agent.ifPresent(status::setAgentId);
    return status.build();
  }

  private void send(Framework framework, TaskStatus status) {
    book.send(framework, Statuses.update(status));
  }
}
