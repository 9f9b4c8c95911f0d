package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.agent.Container;
import dev.firesteel.mesos.test.agent.RunKey;
import dev.firesteel.mesos.test.master.Snapshot;
import dev.firesteel.mesos.test.resources.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an agent tells of itself: {@code /state}. */
final class AgentState {
  private AgentState() {}

  static Map<String, Object> of(AgentNode node) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("version", "1.12.0");
    state.put("id", node.agent().id());
    state.put("pid", "slave(1)@" + node.endpoint().pid());
    state.put("hostname", node.facts().host());
    state.put("resources", Snapshot.resources(Resources.of(node.spec().resources())));
    state.put("attributes", Snapshot.attributes(node.spec().attributes()));
    Map<String, Map<String, Object>> frameworks = new LinkedHashMap<>();
    node.agent()
        .containers()
        .forEach((run, container) -> add(frameworks, "executors", node, run, container));
    node.agent()
        .completed()
        .forEach((run, container) -> add(frameworks, "completed_executors", node, run, container));
    state.put("frameworks", List.copyOf(frameworks.values()));
    state.put("completed_frameworks", List.of());
    return state;
  }

  private static void add(
      Map<String, Map<String, Object>> frameworks,
      String list,
      AgentNode node,
      RunKey run,
      Container container) {
    Map<String, Object> framework =
        frameworks.computeIfAbsent(
            run.frameworkId(),
            id -> {
              Map<String, Object> fresh = new LinkedHashMap<>();
              fresh.put("id", id);
              fresh.put("name", container.framework().getName());
              fresh.put("user", container.framework().getUser());
              fresh.put("checkpoint", container.framework().getCheckpoint());
              fresh.put("executors", new ArrayList<Object>());
              fresh.put("completed_executors", new ArrayList<Object>());
              return fresh;
            });
    if (framework.get(list) instanceof List<?> executors) {
      @SuppressWarnings("unchecked")
      List<Object> open = (List<Object>) executors;
      open.add(executor(node, run, container));
    }
  }

  private static Map<String, Object> executor(AgentNode node, RunKey run, Container container) {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("id", run.taskId());
    task.put("name", container.task().getName());
    task.put("framework_id", run.frameworkId());
    task.put("executor_id", "");
    task.put("slave_id", node.agent().id());
    task.put("state", container.state().name());
    Map<String, Object> executor = new LinkedHashMap<>();
    executor.put("id", run.taskId());
    executor.put("name", "Command Executor (Task: " + run.taskId() + ")");
    executor.put("source", run.taskId());
    executor.put("container", run.containerId());
    executor.put("directory", node.sandboxes().of(node.agent().id(), run).toString());
    executor.put(
        "resources", Snapshot.resources(Resources.of(container.task().getResourcesList())));
    executor.put("tasks", List.of(task));
    return executor;
  }
}
