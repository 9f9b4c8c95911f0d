package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.resources.Resources;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.Attribute;

/**
 * What a master tells operators: {@code /state} and parts of it, as values to be written as JSON.
 */
public final class Snapshot {
  private final Book book;

  Snapshot(Book book) {
    this.book = book;
  }

  /** {@code /state}. */
  public Map<String, Object> state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("version", book.info().getVersion());
    state.put("id", book.info().getId());
    state.put("pid", book.info().getPid());
    state.put("hostname", book.info().getHostname());
    state.put(
        "capabilities",
        book.info().getCapabilitiesList().stream().map(each -> each.getType().name()).toList());
    state.put("activated_slaves", count(true));
    state.put("deactivated_slaves", count(false));
    state.put("unreachable_slaves", (double) book.unreachable().size());
    state.put("leader", book.info().getPid());
    state.put(
        "leader_info",
        Map.of(
            "id", book.info().getId(),
            "pid", book.info().getPid(),
            "port", book.info().getPort(),
            "hostname", book.info().getHostname()));
    state.put("slaves", agents());
    state.put("recovered_slaves", List.copyOf(book.recovered()));
    state.put("frameworks", frameworks());
    state.put("completed_frameworks", List.of());
    state.put("orphan_tasks", List.of());
    state.put("unregistered_frameworks", List.of());
    return state;
  }

  private double count(boolean connected) {
    return book.agents().values().stream().filter(each -> each.connected() == connected).count();
  }

  /** {@code /slaves}. */
  public List<Map<String, Object>> agents() {
    return book.agents().values().stream().map(Snapshot::agent).toList();
  }

  private static Map<String, Object> agent(MasterAgent agent) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", agent.id());
    json.put("hostname", agent.facts().host());
    json.put("port", agent.facts().port());
    json.put("attributes", attributes(agent.facts().attributes()));
    json.put("pid", "slave(1)@" + agent.facts().ip() + ":" + agent.facts().port());
    json.put("resources", resources(agent.total()));
    json.put("used_resources", resources(agent.used()));
    json.put("offered_resources", resources(sum(agent.offers().values())));
    json.put("unreserved_resources", resources(agent.total().unreserved()));
    json.put("active", agent.connected());
    json.put("deactivated", false);
    json.put("version", "1.12.0");
    return json;
  }

  /** Attributes by name. */
  public static Map<String, Object> attributes(List<Attribute> attributes) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Attribute each : attributes) {
      json.put(
          each.getName(), each.hasText() ? each.getText().getValue() : each.getScalar().getValue());
    }
    return json;
  }

  /** Totals by name. */
  public static Map<String, Object> resources(Resources resources) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (String name : List.of("disk", "mem", "gpus", "cpus")) {
      json.put(name, resources.scalar(name));
    }
    String ports = resources.range("ports");
    if (!ports.isEmpty()) {
      json.put("ports", ports);
    }
    return json;
  }

  private static Resources sum(Collection<Offer> offers) {
    Resources sum = Resources.NONE;
    for (Offer each : offers) {
      sum = sum.plus(each.resources());
    }
    return sum;
  }

  /** {@code /frameworks}. */
  public List<Map<String, Object>> frameworks() {
    return book.frameworks().values().stream().map(this::framework).toList();
  }

  private Map<String, Object> framework(Framework framework) {
    Resources used = Resources.NONE;
    for (MasterTask each : framework.tasks().values()) {
      used = used.plus(each.held());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", framework.id());
    json.put("name", framework.info().getName());
    json.put("used_resources", resources(used));
    json.put("offered_resources", resources(sum(framework.offers().values())));
    json.put(
        "capabilities",
        framework.info().getCapabilitiesList().stream()
            .map(each -> each.getType().name())
            .toList());
    json.put("hostname", framework.info().getHostname());
    json.put("webui_url", framework.info().getWebuiUrl());
    json.put("active", framework.connected());
    json.put("connected", framework.connected());
    json.put("recovered", false);
    json.put("user", framework.info().getUser());
    json.put("failover_timeout", framework.info().getFailoverTimeout());
    json.put("checkpoint", framework.info().getCheckpoint());
    json.put("registered_time", framework.registeredAt() / 1000.0);
    json.put("roles", List.copyOf(framework.roles()));
    json.put("tasks", framework.tasks().values().stream().map(Snapshot::task).toList());
    json.put(
        "unreachable_tasks",
        book.unreachableTasks()
            .filter(each -> each.frameworkId().equals(framework.id()))
            .map(Snapshot::task)
            .toList());
    json.put("completed_tasks", framework.completed().stream().map(Snapshot::task).toList());
    json.put("offers", framework.offers().values().stream().map(Snapshot::offer).toList());
    json.put("executors", List.of());
    return json;
  }

  private static Map<String, Object> offer(Offer offer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", offer.id());
    json.put("framework_id", offer.frameworkId());
    json.put("allocation_info", Map.of("role", offer.role()));
    json.put("slave_id", offer.agentId());
    json.put("resources", resources(offer.resources()));
    return json;
  }

  /** {@code /tasks}. */
  public List<Map<String, Object>> tasks() {
    return book.frameworks().values().stream()
        .flatMap(each -> each.tasks().values().stream())
        .map(Snapshot::task)
        .toList();
  }

  /** Neither command nor environment: those are nobody's business. */
  private static Map<String, Object> task(MasterTask task) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", task.id());
    json.put("name", task.info().getName());
    json.put("framework_id", task.frameworkId());
    json.put("executor_id", "");
    json.put("slave_id", task.agentId().getValue());
    json.put("state", task.state().name());
    json.put("resources", resources(task.resources()));
    json.put(
        "statuses",
        task.statuses().stream()
            .map(
                each -> {
                  Map<String, Object> status = new LinkedHashMap<>();
                  status.put("state", each.getState().name());
                  status.put("timestamp", each.getTimestamp());
                  if (each.hasContainerStatus()) {
                    status.put("container_status", each.getContainerStatus());
                  }
                  return status;
                })
            .toList());
    if (task.info().hasLabels()) {
      json.put("labels", task.info().getLabels().getLabelsList());
    }
    return json;
  }
}
