package dev.firesteel.backend.yarn.pending;

import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationResourceUsageReport;
import org.apache.hadoop.yarn.api.records.NodeLabel;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.QueueConfigurations;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.QueueStatistics;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceInformation;

/**
 * The ResourceManager's reports as a {@link Supply}.
 *
 * @param queues the application's queue, then those above it without the root
 * @param nodes all nodes
 * @param labels all node labels
 * @param user the user's name
 * @param running the user's applications in the queue
 */
record Reports(
    List<QueueInfo> queues,
    List<NodeReport> nodes,
    List<NodeLabel> labels,
    String user,
    List<ApplicationReport> running) {
  private static final Set<String> BASIC =
      Set.of(ResourceInformation.MEMORY_URI, ResourceInformation.VCORES_URI);

  Reports {
    queues = List.copyOf(queues);
    nodes = List.copyOf(nodes);
    labels = List.copyOf(labels);
    running = List.copyOf(running);
  }

  /**
   * What they say to an application that asks for this label.
   *
   * @param asked a label, or the empty text for the queue's own
   */
  Supply supply(String asked) {
    String label =
        asked.isEmpty()
            ? Optional.ofNullable(queues.get(0).getDefaultNodeLabelExpression())
                .map(String::strip)
                .orElse("")
            : asked;
    List<Supply.Node> up = new ArrayList<>();
    SortedMap<String, Integer> away = new TreeMap<>();
    for (NodeReport node : nodes) {
      if (node.getNodeState() == NodeState.RUNNING) {
        up.add(node(node));
      } else {
        away.merge(node.getNodeState().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
      }
    }
    Resources whole = Resources.NONE;
    for (Supply.Node node : up) {
      whole = whole.plus(node.total());
    }
    List<Supply.Queue> room = new ArrayList<>();
    for (QueueInfo queue : queues) {
      room.add(queue(queue, label, whole));
    }
    return new Supply(label, room, up, away, new Supply.User(user, held()));
  }

  /** Whether cores count: a node with more cores in use than it has says that they do not. */
  boolean coresCount() {
    return nodes.stream()
        .noneMatch(
            node ->
                node.getUsed() != null
                    && node.getUsed().getVirtualCores() > node.getCapability().getVirtualCores());
  }

  private Supply.Node node(NodeReport node) {
    String label =
        node.getNodeLabels() == null ? "" : node.getNodeLabels().stream().findFirst().orElse("");
    Supply.Sharing sharing =
        labels.stream().anyMatch(each -> each.getName().equals(label) && !each.isExclusive())
            ? Supply.Sharing.IDLE
            : Supply.Sharing.NONE;
    Resources total = resources(node.getCapability());
    Resources used = node.getUsed() == null ? Resources.NONE : resources(node.getUsed());
    return new Supply.Node(
        new HostName(node.getNodeId().getHost()), label, sharing, total, left(total, used));
  }

  private static Supply.Queue queue(QueueInfo queue, String label, Resources whole) {
    String path = queue.getQueuePath() == null ? queue.getQueueName() : queue.getQueuePath();
    Map<String, QueueConfigurations> configured = queue.getQueueConfigurations();
    if (configured == null || configured.isEmpty()) { // another scheduler tells no limits
      return new Supply.Queue(path, used(queue, label), whole, whole);
    }
    QueueConfigurations limits = configured.get(label);
    return limits == null
        ? new Supply.Queue(path, Resources.NONE, Resources.NONE, Resources.NONE)
        : new Supply.Queue(
            path,
            used(queue, label),
            resources(limits.getEffectiveMinCapacity()),
            resources(limits.getEffectiveMaxCapacity()));
  }

  /** Only what is held on nodes without labels is told. */
  private static Resources used(QueueInfo queue, String label) {
    QueueStatistics held = queue.getQueueStatistics();
    return held == null || !label.isEmpty()
        ? Resources.NONE
        : Resources.of(
            Math.toIntExact(Math.max(0, held.getAllocatedVCores())),
            Math.max(0, held.getAllocatedMemoryMB()));
  }

  private Resources held() {
    Resources sum = Resources.NONE;
    for (ApplicationReport each : running) {
      ApplicationResourceUsageReport usage = each.getApplicationResourceUsageReport();
      if (usage != null && usage.getUsedResources() != null) {
        sum = sum.plus(resources(usage.getUsedResources()));
      }
    }
    return sum;
  }

  private static Resources resources(Resource resource) {
    Resources all =
        Resources.of(
            Math.max(0, resource.getVirtualCores()), Math.max(0, resource.getMemorySize()));
    for (ResourceInformation each : resource.getResources()) {
      if (!BASIC.contains(each.getName()) && each.getValue() > 0) {
        all = all.with(each.getName(), each.getValue());
      }
    }
    return all;
  }

  /** Nodes may have given away more than they have. */
  private static Resources left(Resources total, Resources used) {
    SortedMap<String, Long> extra = new TreeMap<>();
    total
        .extra()
        .forEach(
            (name, amount) -> {
              long free = amount - used.extra().getOrDefault(name, 0L);
              if (free > 0) {
                extra.put(name, free);
              }
            });
    return new Resources(
        Math.max(0, total.cores() - used.cores()),
        Math.max(0, total.memoryMiB() - used.memoryMiB()),
        extra);
  }
}
