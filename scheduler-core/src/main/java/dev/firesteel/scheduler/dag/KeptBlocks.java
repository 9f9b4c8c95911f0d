package dev.firesteel.scheduler.dag;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.scheduler.executors.Executor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which executors keep which partitions of persisted datasets, and how they should. */
public final class KeptBlocks {
  private final Map<DatasetId, Map<Integer, List<Executor>>> all = new LinkedHashMap<>();
  private final Map<Executor, Set<ToDriver.DatasetBlock>> byExecutor = new HashMap<>();
  private final Map<DatasetId, Set<Executor>> doubted = new HashMap<>();
  private final Map<DatasetId, StorageLevel> levels = new HashMap<>();

  /** A dataset is to be kept at a level. */
  public void persisted(DatasetId dataset, StorageLevel level) {
    levels.put(dataset, level);
  }

  /** The level at which a dataset is kept; {@link StorageLevel#MEMORY} if nobody said. */
  public StorageLevel level(DatasetId dataset) {
    return levels.getOrDefault(dataset, StorageLevel.MEMORY);
  }

  /** How many executors should keep each partition of a dataset, at least 1. */
  public int copies(DatasetId dataset) {
    return Math.max(1, level(dataset).copies());
  }

  /** An executor keeps a partition. */
  public void kept(ToDriver.DatasetBlock block, Executor by) {
    List<Executor> holders =
        all.computeIfAbsent(block.dataset(), d -> new HashMap<>())
            .computeIfAbsent(block.partition(), p -> new ArrayList<>(1));
    if (!holders.contains(by)) {
      holders.add(by);
      byExecutor.computeIfAbsent(by, e -> new LinkedHashSet<>()).add(block);
    }
  }

  /** An executor no longer keeps a partition. */
  public void dropped(ToDriver.DatasetBlock block, Executor by) {
    Set<ToDriver.DatasetBlock> there = byExecutor.get(by);
    if (there != null && there.remove(block)) {
      remove(block, by);
      if (there.isEmpty()) {
        byExecutor.remove(by);
      }
    }
  }

  private void remove(ToDriver.DatasetBlock block, Executor by) {
    Map<Integer, List<Executor>> dataset = all.getOrDefault(block.dataset(), Map.of());
    List<Executor> holders = dataset.get(block.partition());
    if (holders != null && holders.remove(by) && holders.isEmpty()) {
      dataset.remove(block.partition());
    }
  }

  /**
   * An executor may not keep a partition, whatever it said: it does not count, but is told when the
   * dataset is not persisted any more.
   */
  public void doubt(ToDriver.DatasetBlock block, Executor keeper) {
    dropped(block, keeper);
    doubted.computeIfAbsent(block.dataset(), d -> new LinkedHashSet<>()).add(keeper);
  }

  /** Nobody may keep anything of a dataset, whatever they said. */
  public void doubt(DatasetId dataset) {
    doubted.computeIfAbsent(dataset, d -> new LinkedHashSet<>()).addAll(forget(dataset));
  }

  /** An executor is gone; returns what it kept. */
  public List<ToDriver.DatasetBlock> lost(Executor executor) {
    doubted.values().forEach(keepers -> keepers.remove(executor));
    Set<ToDriver.DatasetBlock> there = byExecutor.remove(executor);
    if (there == null) {
      return List.of();
    }
    there.forEach(block -> remove(block, executor));
    return List.copyOf(there);
  }

  /** What an executor keeps, in the order it became known. */
  public Set<ToDriver.DatasetBlock> keptBy(Executor executor) {
    return Collections.unmodifiableSet(byExecutor.getOrDefault(executor, Set.of()));
  }

  /** A dataset is no longer persisted; returns who keeps partitions of it, or may. */
  public Collection<Executor> unpersisted(DatasetId dataset) {
    levels.remove(dataset);
    Set<Executor> keepers = forget(dataset);
    Set<Executor> others = doubted.remove(dataset);
    if (others != null) {
      keepers.addAll(others);
    }
    return keepers;
  }

  private Set<Executor> forget(DatasetId dataset) {
    Set<Executor> holders = new LinkedHashSet<>();
    Map<Integer, List<Executor>> partitions = all.remove(dataset);
    if (partitions != null) {
      new TreeMap<>(partitions)
          .forEach(
              (partition, keepers) -> {
                forget(dataset, partition, keepers);
                holders.addAll(keepers);
              });
    }
    return holders;
  }

  private void forget(DatasetId dataset, int partition, List<Executor> holders) {
    ToDriver.DatasetBlock block = new ToDriver.DatasetBlock(dataset, partition);
    for (Executor holder : holders) {
      Set<ToDriver.DatasetBlock> there = byExecutor.get(holder);
      if (there != null && there.remove(block) && there.isEmpty()) {
        byExecutor.remove(holder);
      }
    }
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
