package dev.firesteel.executor.task;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.executor.shuffle.ShuffleBlock;
import dev.firesteel.protocol.message.BlockSizes;
import dev.firesteel.protocol.message.ToExecutor.ShuffleOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where shuffles' outputs are, as the driver told last. Safe for any thread. */
public final class ShuffleLocations {
  private final Map<ShuffleId, ShuffleOutputs> outputs = new ConcurrentHashMap<>();

  /** Takes what the driver told, unless a newer version is known. */
  public void learn(ShuffleOutputs told) {
    outputs.merge(told.shuffle(), told, (old, now) -> now.version() < old.version() ? old : now);
  }

  /** Forgets a shuffle. */
  public void forget(ShuffleId shuffle) {
    outputs.remove(shuffle);
  }

  /** The blocks of a reduce partition, by map partition. */
  List<ShuffleBlock> blocks(ShuffleId shuffle, int reduce) {
    ShuffleOutputs known = outputs.get(shuffle);
    if (known == null) {
      throw new MissingOutputException(shuffle, 0);
    }
    int maps = known.serverOfMap().length;
    List<ShuffleBlock> blocks = new ArrayList<>(maps);
    for (int map = 0; map < maps; map++) {
      int server = known.serverOfMap()[map];
      if (server < 0) {
        throw new MissingOutputException(shuffle, map);
      }
      blocks.add(
          new ShuffleBlock(
              map,
              new TaskId(known.taskOfMap()[map]),
              known.servers().get(server),
              BlockSizes.decode(known.sizes()[map][reduce])));
    }
    return blocks;
  }
}
