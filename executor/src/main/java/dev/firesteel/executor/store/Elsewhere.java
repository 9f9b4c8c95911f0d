package dev.firesteel.executor.store;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.block.PartitionHead;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.protocol.message.ToExecutor.Holders;
import dev.firesteel.protocol.message.ToExecutor.KeptElsewhere;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Partitions that other executors keep, as the driver told last. Safe for any thread. */
final class Elsewhere {
  private static final Logger LOG = LogManager.getLogger(Elsewhere.class);

  private final PartitionFetch fetch;
  private final Map<DatasetBlock, List<BlockAddress>> holders = new ConcurrentHashMap<>();

  Elsewhere(PartitionFetch fetch) {
    this.fetch = fetch;
  }

  void learn(KeptElsewhere told) {
    for (Holders each : told.blocks()) {
      holders.put(each.block(), each.at());
    }
  }

  void forget(DatasetId dataset) {
    holders.keySet().removeIf(key -> key.dataset().equals(dataset));
  }

  /**
   * The elements of a partition, fetched whole from an executor that keeps it; null if none is
   * known or none can give it. What the driver told is used up.
   *
   * @param cleanup told how to free what is held, whether or not the cursor is closed
   */
  <T extends @Nullable Object> @Nullable Cursor<T> open(
      DatasetBlock key, Workspace workspace, Consumer<Runnable> cleanup)
      throws InterruptedException {
    List<BlockAddress> known = holders.remove(key);
    if (known == null) {
      return null;
    }
    for (BlockAddress from : known) {
      try {
        PartitionHead head = fetch.head(from, key);
        Fetched fetched = fetch.fetch(from, key, head, workspace);
        cleanup.accept(fetched::close);
        return new RecordCursor<>(
            fetched.open(), workspace.serializer(), head.count(), fetched::close);
      } catch (IOException | FiresteelException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while fetching " + key);
        }
        LOG.info("{} is not read from {}: {}", key, from.owner(), e.getMessage());
      }
    }
    return null;
  }
}
