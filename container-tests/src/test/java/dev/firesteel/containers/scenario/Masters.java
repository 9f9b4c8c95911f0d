package dev.firesteel.containers.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What the ResourceManager and the master of Mesos say on their pages. */
final class Masters {
  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "KILLED");

  private final Node head;

  Masters(ContainerCluster cluster) {
    this.head = cluster.head();
  }

  private JsonNode page(String port, String path) {
    String body = head.run("http", "head", port, path).orFail().out();
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("No JSON is at " + port + path + ": " + body, e);
    }
  }

  private static Iterable<JsonNode> each(JsonNode list) {
    return list::elements;
  }

  /** Whether a worker counts as lost. */
  boolean misses(Backend backend, Node worker) {
    JsonNode hosts =
        switch (backend) {
          case YARN -> page("8088", "/ws/v1/cluster/nodes?states=RUNNING").at("/nodes/node");
          case MESOS -> page("5050", "/slaves").at("/slaves");
        };
    return StreamSupport.stream(each(hosts).spliterator(), false)
        .filter(host -> host.path("active").asBoolean(true))
        .map(host -> host.path(backend == Backend.YARN ? "nodeHostName" : "hostname").asText())
        .noneMatch(worker.name()::equals);
  }

  /** Applications and tasks that have not ended, in words. */
  List<String> running() {
    List<String> found = new ArrayList<>();
    for (JsonNode each : each(page("8088", "/ws/v1/cluster/apps").at("/apps/app"))) {
      if (!ENDED.contains(each.path("state").asText())) {
        found.add("YARN: " + each.path("id").asText() + " is " + each.path("state").asText());
      }
    }
    for (JsonNode each : each(page("8088", "/ws/v1/cluster/nodes").at("/nodes/node"))) {
      if (each.path("numContainers").asInt() > 0) {
        found.add("YARN: containers on " + each.path("nodeHostName").asText());
      }
    }
    for (JsonNode each : each(page("5050", "/frameworks").at("/frameworks"))) {
      for (JsonNode task : each(each.at("/tasks"))) {
        found.add("Mesos: task " + task.path("id").asText() + " " + task.path("state").asText());
      }
      found.add("Mesos: framework " + each.path("name").asText());
    }
    return found;
  }

  /** How YARN says that the newest application ended. */
  String newestOfYarn() {
    JsonNode newest = null;
    for (JsonNode each : each(page("8088", "/ws/v1/cluster/apps").at("/apps/app"))) {
      if (newest == null
          || each.path("startedTime").asLong() > newest.path("startedTime").asLong()) {
        newest = each;
      }
    }
    return newest == null ? "there is none" : newest.path("finalStatus").asText();
  }
}
