package dev.firesteel.scheduler.dag;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.scheduler.executors.Executor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which executors keep which partitions of persisted datasets. */
public final class KeptBlocks {
  private final Map<DatasetId, Map<Integer, List<Executor>>> all = new LinkedHashMap<>();

  /** An executor keeps a partition. */
  public void kept(ToDriver.DatasetBlock block, Executor by) {
    List<Executor> holders =
        all.computeIfAbsent(block.dataset(), d -> new HashMap<>())
            .computeIfAbsent(block.partition(), p -> new ArrayList<>(1));
    if (!holders.contains(by)) {
      holders.add(by);
    }
  }

  /** An executor no longer keeps a partition. */
  public void dropped(ToDriver.DatasetBlock block, Executor by) {
    Map<Integer, List<Executor>> dataset = all.get(block.dataset());
    if (dataset == null) {
      return;
    }
    List<Executor> holders = dataset.get(block.partition());
    if (holders != null && holders.remove(by) && holders.isEmpty()) {
      dataset.remove(block.partition());
    }
  }

  /** An executor is gone; returns whether it kept anything. */
  public boolean lost(Executor executor) {
    boolean any = false;
    for (Map<Integer, List<Executor>> dataset : all.values()) {
      for (List<Executor> holders : dataset.values()) {
        any |= holders.remove(executor);
      }
      dataset.values().removeIf(List::isEmpty);
    }
    return any;
  }

  /** Forgets a dataset; returns who kept partitions of it. */
  public Collection<Executor> forget(DatasetId dataset) {
    Set<Executor> holders = new LinkedHashSet<>();
    Map<Integer, List<Executor>> partitions = all.remove(dataset);
    if (partitions != null) {
      partitions.keySet().stream().sorted().forEach(p -> holders.addAll(partitions.get(p)));
    }
    return holders;
  }

  /** Whether all partitions of a dataset are kept. */
  public boolean complete(DatasetId dataset, int partitions) {
    Map<Integer, List<Executor>> known = all.get(dataset);
    return known != null && known.size() >= partitions;
  }

  /** Whether any partition of a dataset is kept. */
  public boolean any(DatasetId dataset) {
    Map<Integer, List<Executor>> known = all.get(dataset);
    return known != null && !known.isEmpty();
  }

  /** Datasets of which any partition is kept. */
  public int datasets() {
    return (int) all.values().stream().filter(partitions -> !partitions.isEmpty()).count();
  }

  /** Who keeps a partition. */
  public List<Executor> holders(DatasetId dataset, int partition) {
    Map<Integer, List<Executor>> known = all.get(dataset);
    return known == null ? List.of() : known.getOrDefault(partition, List.of());
  }
}
