package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.resources.Resources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Agents that come, fall silent, go, and come back. */
final class Agents {
  private final Book book;
  private final Inverses inverses;
  private int registered;

  Agents(Book book, Inverses inverses) {
    this.book = book;
    this.inverses = inverses;
  }

  /** A new one. */
  String register(AgentFacts facts) {
    String id = book.info().getId() + "-S" + registered++;
    book.agents().put(id, new MasterAgent(id, facts));
    return id;
  }

  /** One that was registered before, here or with another master. */
  void reregister(String id, AgentFacts facts, List<AgentTask> tasks) {
    MasterAgent known = book.agents().get(id);
    if (known != null) {
      if (!known.facts().equals(facts)) {
        rescind(known);
        known.facts(facts);
      }
      known.connected(OptionalLong.empty());
      forgetMissing(known, tasks);
      return;
    }
    String message =
        book.unreachable().containsKey(id)
            ? "Unreachable agent re-reregistered"
            : book.recovered().contains(id) ? "" : "Unknown agent reregistered";
    book.forgetUnreachable(id);
    book.recovered().remove(id);
    MasterAgent agent = new MasterAgent(id, facts);
    book.agents().put(id, agent);
    for (AgentTask each : tasks) {
      adopt(agent, each, message);
    }
  }

  private void adopt(MasterAgent agent, AgentTask told, String message) {
    String frameworkId = told.framework().getId().getValue();
    if (book.removedFrameworks().containsKey(frameworkId)) {
      book.tell(agent.id(), new ToAgent.ShutDownFramework(told.framework().getId()));
      return;
    }
    Framework framework =
        book.frameworks()
            .computeIfAbsent(
                frameworkId,
                id -> {
                  Framework awaited = new Framework(id, told.framework(), book.now());
                  awaited.disconnect(
                      book.now() + Math.round(told.framework().getFailoverTimeout() * 1000));
                  return awaited;
                });
    MasterTask task =
        new MasterTask(
            told.task(),
            frameworkId,
            Resources.of(told.task().getResourcesList()),
            TaskState.TASK_STAGING);
    for (TaskStatus status : told.statuses()) {
      task.update(status, status.getState());
    }
    if (!told.statuses().isEmpty()) {
      task.update(told.statuses().get(told.statuses().size() - 1), told.state());
    }
    book.addTask(framework, agent, task);
    if (!message.isEmpty() && !States.isTerminal(told.state())) {
      book.send(
          framework,
          Statuses.update(Statuses.latest(book, task, Reason.REASON_AGENT_REREGISTERED, message)));
    }
  }

  /** Tasks that the master has launched and the agent has never seen, or has lost. */
  private void forgetMissing(MasterAgent agent, List<AgentTask> tasks) {
    Set<MasterAgent.TaskKey> there = new HashSet<>();
    for (AgentTask each : tasks) {
      there.add(
          new MasterAgent.TaskKey(
              each.framework().getId().getValue(), each.task().getTaskId().getValue()));
    }
    for (MasterTask task : new ArrayList<>(agent.tasks().values())) {
      Framework framework = book.frameworks().get(task.frameworkId());
      if (framework != null
          && !there.contains(new MasterAgent.TaskKey(framework.id(), task.id()))) {
        book.removeTask(framework, task);
        if (!States.isTerminal(task.state())) {
          tell(
              framework,
              lost(
                  framework,
                  task,
                  TaskState.TASK_DROPPED,
                  Reason.REASON_RECONCILIATION,
                  "Task is unknown to the agent"));
        }
      }
    }
  }

  /** Its connection broke. */
  void disconnected(String id) {
    MasterAgent agent = book.agents().get(id);
    if (agent == null) {
      return;
    }
    agent.disconnected(book.now() + patience());
    rescind(agent);
    for (MasterTask task : new ArrayList<>(agent.tasks().values())) {
      Framework framework = book.frameworks().get(task.frameworkId());
      if (framework != null && !framework.info().getCheckpoint()) {
        book.removeTask(framework, task);
        if (!States.isTerminal(task.state())) {
          tell(
              framework,
              lost(
                  framework,
                  task,
                  TaskState.TASK_LOST,
                  Reason.REASON_AGENT_DISCONNECTED,
                  "Agent " + agent.facts().host() + " disconnected"));
        }
      }
    }
  }

  /** It answers no pings; nothing else is seen of that. */
  void silent(String id, long since) {
    Optional.ofNullable(book.agents().get(id)).ifPresent(each -> each.silent(since + patience()));
  }

  /** It answers pings again, in time. */
  void heard(String id) {
    MasterAgent agent = book.agents().get(id);
    if (agent != null && agent.connected()) {
      agent.connected(OptionalLong.empty());
    }
  }

  private long patience() {
    // The first ping that fails leaves within one interval.
    return book.settings().pingTimeout().toMillis() * (book.settings().pings() + 1);
  }

  void expire() {
    for (MasterAgent agent : new ArrayList<>(book.agents().values())) {
      if (agent.unreachableAt().isPresent() && agent.unreachableAt().getAsLong() <= book.now()) {
        unreachable(agent);
      }
    }
  }

  private void unreachable(MasterAgent agent) {
    book.unreachable().put(agent.id(), book.now());
    for (MasterTask task : new ArrayList<>(agent.tasks().values())) {
      Framework framework = book.frameworks().get(task.frameworkId());
      if (framework != null) {
        framework.tasks().remove(task.id());
        if (!States.isTerminal(task.state())) {
          book.unreachableTasks(agent.id()).add(task);
          tell(
              framework,
              lost(
                      framework,
                      task,
                      TaskState.TASK_UNREACHABLE,
                      Reason.REASON_AGENT_REMOVED,
                      "health check timed out")
                  .setUnreachableTime(Statuses.nanoseconds(book.now())));
        }
      }
    }
    remove(agent);
  }

  /** It said that it goes. */
  void unregistered(String id) {
    MasterAgent agent = book.agents().get(id);
    if (agent == null) {
      return;
    }
    for (MasterTask task : new ArrayList<>(agent.tasks().values())) {
      Framework framework = book.frameworks().get(task.frameworkId());
      if (framework != null) {
        book.removeTask(framework, task);
        if (!States.isTerminal(task.state())) {
          tell(
              framework,
              lost(
                  framework,
                  task,
                  TaskState.TASK_GONE,
                  Reason.REASON_AGENT_REMOVED,
                  "Agent " + agent.facts().host() + " removed: the agent unregistered"));
        }
      }
    }
    remove(agent);
  }

  private TaskStatus.Builder lost(
      Framework framework, MasterTask task, TaskState state, Reason reason, String message) {
    return Statuses.of(
        book,
        task.info().getTaskId(),
        task.agentId(),
        Statuses.lostOr(framework, state),
        reason,
        message);
  }

  private void tell(Framework framework, TaskStatus.Builder status) {
    book.send(framework, Statuses.update(status.build()));
  }

  private void remove(MasterAgent agent) {
    rescind(agent);
    book.agents().remove(agent.id());
    Event failure =
        Event.newBuilder()
            .setType(Event.Type.FAILURE)
            .setFailure(
                Event.Failure.newBuilder().setAgentId(AgentID.newBuilder().setValue(agent.id())))
            .build();
    book.frameworks().values().forEach(each -> book.send(each, failure));
  }

  private void rescind(MasterAgent agent) {
    inverses.rescind(agent);
    new ArrayList<>(agent.offers().values()).forEach(book::rescind);
  }

  /** What an agent says of a task; the framework hears it if it is there. */
  void update(FrameworkID frameworkId, TaskStatus status, TaskState latest) {
    Framework framework = book.frameworks().get(frameworkId.getValue());
    if (framework == null) {
      return;
    }
    MasterTask task = framework.tasks().get(status.getTaskId().getValue());
    if (task != null) {
      task.update(status, latest);
      Optional.ofNullable(book.agents().get(task.agentId().getValue()))
          .ifPresent(MasterAgent::recount);
    }
    book.send(framework, Statuses.update(status));
  }
}
