package dev.firesteel.simulation.executor;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The map outputs and kept partitions of one executor. */
final class Shelf {
  private final Map<ShuffleId, Map<TaskId, long[]>> outputs = new LinkedHashMap<>();
  private final Map<DatasetBlock, Long> kept = new LinkedHashMap<>();
  private final Set<ShuffleId> forgottenShuffles = new HashSet<>();
  private final int room;

  Shelf(int room) {
    this.room = room;
  }

  /** An attempt wrote its output; of a shuffle that nobody reads nothing stays. */
  void write(ShuffleId shuffle, TaskId task, long[] blocks) {
    if (!forgottenShuffles.contains(shuffle)) {
      outputs.computeIfAbsent(shuffle, s -> new LinkedHashMap<>()).put(task, blocks);
    }
  }

  /** Keeps a partition; returns what had to go for it. */
  List<DatasetBlock> keep(DatasetBlock block, long value) {
    List<DatasetBlock> dropped = new ArrayList<>();
    kept.remove(block);
    kept.put(block, value);
    while (kept.size() > room) {
      DatasetBlock oldest = kept.keySet().iterator().next();
      kept.remove(oldest);
      dropped.add(oldest);
    }
    return dropped;
  }

  /** Drops up to so many of what was kept first. */
  List<DatasetBlock> evict(int most) {
    List<DatasetBlock> dropped = kept.keySet().stream().limit(most).toList();
    dropped.forEach(kept::remove);
    return dropped;
  }

  OptionalLong kept(DatasetId dataset, int partition) {
    Long value = kept.get(new DatasetBlock(dataset, partition));
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** The value of a block, if it is there. */
  OptionalLong find(BlockKey key) {
    if (key instanceof BlockKey.Shuffle block) {
      long[] blocks = outputs.getOrDefault(block.shuffle(), Map.of()).get(block.mapTask());
      return blocks == null ? OptionalLong.empty() : OptionalLong.of(blocks[block.reduce()]);
    } else if (key instanceof BlockKey.Dataset block) {
      return kept(block.dataset(), block.partition());
    }
    return OptionalLong.empty();
  }

  /** Loses the output of the shuffle that was written first, as with a broken disk. */
  void damage() {
    if (!outputs.isEmpty()) {
      outputs.remove(outputs.keySet().iterator().next());
    }
  }

  void forget(ShuffleId shuffle) {
    forgottenShuffles.add(shuffle);
    outputs.remove(shuffle);
  }

  void forget(DatasetId dataset) {
    kept.keySet().removeIf(block -> block.dataset().equals(dataset));
  }

  Set<ShuffleId> shuffles() {
    return outputs.keySet();
  }

  Set<DatasetBlock> kept() {
    return kept.keySet();
  }
}
