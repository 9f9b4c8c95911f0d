package dev.firesteel.it.yarn;

import dev.firesteel.devcluster.ClusterSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.yarn.api.records.NodeLabel;
import org.apache.hadoop.yarn.client.ClientRMProxy;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.api.ResourceManagerAdministrationProtocol;
import org.apache.hadoop.yarn.server.api.protocolrecords.AddToClusterNodeLabelsRequest;

/**
 * A cluster whose ResourceManager has reasons to say no: small, closed and private queues, labels.
 */
final class Queues {
  /** A label that no node has. */
  static final String LABEL = "gpu";

  private static final String SCHEDULER = "yarn.scheduler.capacity.";

  private Queues() {}

  static Yarn start(Path directory) throws IOException, YarnException {
    ClusterSpec.Builder spec =
        Yarn.small(directory.resolve("cluster"))
            .setting("yarn.node-labels.enabled", "true")
            .setting(
                "yarn.node-labels.fs-store.root-dir",
                directory.resolve("labels").toUri().toString())
            .setting("yarn.acl.enable", "true")
            .setting("yarn.admin.acl", " ");
    scheduler(spec, "root.queues", "default,small,private,closed");
    scheduler(spec, "root.acl_submit_applications", " ");
    scheduler(spec, "root.acl_administer_queue", " ");
    scheduler(spec, "root.default.capacity", "60");
    scheduler(spec, "root.default.acl_submit_applications", "*");
    scheduler(spec, "root.default.user-limit-factor", "10");
    scheduler(spec, "root.small.capacity", "20");
    scheduler(spec, "root.small.maximum-capacity", "20");
    scheduler(spec, "root.small.acl_submit_applications", "*");
    scheduler(spec, "root.private.capacity", "10");
    scheduler(spec, "root.private.acl_submit_applications", "nobody");
    scheduler(spec, "root.closed.capacity", "10");
    scheduler(spec, "root.closed.acl_submit_applications", "*");
    scheduler(spec, "root.closed.state", "STOPPED");
    Yarn yarn = Yarn.startOwn(spec);
    ClientRMProxy.createRMProxy(yarn.configuration(), ResourceManagerAdministrationProtocol.class)
        .addToClusterNodeLabels(
            AddToClusterNodeLabelsRequest.newInstance(List.of(NodeLabel.newInstance(LABEL, true))));
    return yarn;
  }

  private static void scheduler(ClusterSpec.Builder spec, String key, String value) {
    spec.daemonSetting("resourcemanager", SCHEDULER + key, value);
  }
}
