package dev.firesteel.backend.yarn;

import dev.firesteel.api.topology.RackName;
import dev.firesteel.backend.yarn.rm.Patience;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The racks of nodes. */
interface Racks {
  /** Nobody tells racks. */
  Racks UNKNOWN = node -> RackName.DEFAULT;

  /** The rack of a node, or the default one if nobody tells. May wait for the network. */
  RackName of(NodeId node);

  /** Who knows the nodes that run. */
  interface Nodes {
    /** All of them. */
    List<NodeReport> running() throws YarnException, IOException;
  }

  /** Asks the ResourceManager for all nodes when one is not known yet. For one thread. */
  static Racks reportedTo(YarnClient client) {
    Patience patience = Patience.of(client.getConfig());
    return reportedBy(() -> patience.ask(() -> client.getNodeReports(NodeState.RUNNING)));
  }

  /** Remembers answers; a question without one is asked again for the next container. */
  static Racks reportedBy(Nodes nodes) {
    Logger log = LogManager.getLogger(Racks.class);
    Map<NodeId, RackName> known = new HashMap<>();
    return node -> {
      RackName rack = known.get(node);
      if (rack != null) {
        return rack;
      }
      try {
        for (NodeReport each : nodes.running()) {
          String name = each.getRackName();
          known.put(
              each.getNodeId(),
              name == null || name.isBlank() ? RackName.DEFAULT : new RackName(name));
        }
      } catch (YarnException | IOException e) {
        log.debug("The ResourceManager does not tell racks", e);
        return RackName.DEFAULT;
      }
      return known.computeIfAbsent(node, id -> RackName.DEFAULT);
    };
  }
}
