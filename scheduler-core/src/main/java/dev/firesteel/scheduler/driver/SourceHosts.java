package dev.firesteel.scheduler.driver;

import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.SourceNode;
import dev.firesteel.scheduler.plan.Preferences;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prefers the hosts that hold most of a partition's input, looked up partition by partition. Does
 * not keep the lineage alive: shuffles are forgotten when it is unreachable.
 */
final class SourceHosts implements Preferences {
  private static final int MOST = 3;

  private final WeakReference<Node<?>> root;

  private SourceHosts(Node<?> root) {
    this.root = new WeakReference<>(root);
  }

  /** The preferences of a stage that reads these sources. */
  static Preferences of(Node<?> root, List<SourceNode<?, ?>> sources) {
    for (SourceNode<?, ?> source : sources) {
      for (InputSplit split : source.splits()) {
        if (!split.hosts().isEmpty()) {
          return new SourceHosts(root);
        }
      }
    }
    return NONE;
  }

  @Override
  public List<HostName> hosts(int partition) {
    Node<?> node = root.get();
    if (node == null) {
      return List.of();
    }
    List<InputSplit> splits = new ArrayList<>(1);
    SourceWalk.visit(node, partition, (source, p) -> splits.add(source.splits().get(p)));
    return splits.size() == 1 ? splits.get(0).hosts() : heaviest(splits);
  }

  private static List<HostName> heaviest(List<InputSplit> splits) {
    Map<HostName, Long> bytes = new HashMap<>();
    for (InputSplit split : splits) {
      for (HostName host : split.hosts()) {
        bytes.merge(host, Math.max(1, split.length()), Long::sum);
      }
    }
    List<HostName> hosts = new ArrayList<>(bytes.keySet());
    hosts.sort(
        (a, b) -> {
          int byBytes = Long.compare(bytes.getOrDefault(b, 0L), bytes.getOrDefault(a, 0L));
          return byBytes != 0 ? byBytes : a.compareTo(b);
        });
    return List.copyOf(hosts.subList(0, Math.min(MOST, hosts.size())));
  }
}
