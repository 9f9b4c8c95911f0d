package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.topology.Placement;
import java.net.URI;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Resource;

/**
 * Room for one executor, taken from offers of one agent.
 *
 * @param agent the agent
 * @param address where its HTTP endpoints are, {@code http://host:port}
 * @param at the placement that the core was told
 * @param resources what the task takes, with roles and reservations as offered; to be passed on
 *     unchanged
 */
public record Taken(AgentID agent, URI address, Placement at, List<Resource> resources) {
  /** Copies the list. */
  public Taken {
    resources = List.copyOf(resources);
  }
}
