package dev.firesteel.scheduler.driver;

import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.SourceNode;
import dev.firesteel.scheduler.plan.Preferences;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
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
  public WishedHosts hosts(int partition) {
    Node<?> node = root.get();
    if (node == null) {
      return WishedHosts.NONE;
    }
    List<InputSplit> splits = new ArrayList<>(1);
    SourceWalk.visit(node, partition, (source, p) -> splits.add(source.splits().get(p)));
    if (splits.size() != 1) {
      return heaviest(splits);
    }
    InputSplit split = splits.get(0);
    return split.inMemoryHosts().isEmpty()
        ? new WishedHosts(split.hosts(), split.racks(), 0)
        : memoryFirst(split);
  }

  private static WishedHosts memoryFirst(InputSplit split) {
    List<HostName> hosts = new ArrayList<>(split.hosts());
    hosts.sort(Comparator.comparing(host -> !split.inMemoryHosts().contains(host)));
    List<RackName> racks = new ArrayList<>(split.racks().size());
    if (!split.racks().isEmpty()) {
      hosts.forEach(host -> racks.add(split.racks().get(split.hosts().indexOf(host))));
    }
    int inMemory = (int) hosts.stream().filter(split.inMemoryHosts()::contains).count();
    return new WishedHosts(hosts, racks, inMemory);
  }

  private static WishedHosts heaviest(List<InputSplit> splits) {
    Map<HostName, Long> bytes = new HashMap<>();
    Map<HostName, RackName> rackOf = new HashMap<>();
    for (InputSplit split : splits) {
      for (int i = 0; i < split.hosts().size(); i++) {
        HostName host = split.hosts().get(i);
        bytes.merge(host, Math.max(1, split.length()), Long::sum);
        if (!split.racks().isEmpty()) {
          rackOf.putIfAbsent(host, split.racks().get(i));
        }
      }
    }
    List<HostName> hosts = new ArrayList<>(bytes.keySet());
    hosts.sort(
        (a, b) -> {
          int byBytes = Long.compare(bytes.getOrDefault(b, 0L), bytes.getOrDefault(a, 0L));
          return byBytes != 0 ? byBytes : a.compareTo(b);
        });
    List<HostName> best = hosts.subList(0, Math.min(MOST, hosts.size()));
    return new WishedHosts(
        best, best.stream().map(host -> rackOf.getOrDefault(host, RackName.DEFAULT)).toList(), 0);
  }
}
