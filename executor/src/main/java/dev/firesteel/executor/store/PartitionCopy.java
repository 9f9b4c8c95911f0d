package dev.firesteel.executor.store;

import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.block.PartitionHead;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Copies kept partitions from other executors into a store. A copy evicts nothing: where memory is
 * not free it goes to disk, if its level says so. Safe for any thread.
 */
public final class PartitionCopy {
  private final BlockStore store;
  private final PartitionFetch fetch;

  /** Copies into this store. */
  public PartitionCopy(BlockStore store, PartitionFetch fetch) {
    this.store = store;
    this.fetch = fetch;
  }

  /** What is told of a copy while it is held. */
  @FunctionalInterface
  public interface Ended {
    /** Takes why there is no copy, or empty if there is one. */
    void told(Optional<String> refusal);
  }

  /**
   * Makes a copy, unless the partition is here already.
   *
   * @param workspace of the calling thread
   * @param wanted false once nobody wants the copy any more
   * @param ended called once, if nothing is thrown; nobody evicts the partition before it returns
   */
  public void copy(
      DatasetBlock key,
      StorageLevel level,
      BlockAddress from,
      Workspace workspace,
      BooleanSupplier wanted,
      Ended ended)
      throws Exception {
    if (alreadyHere(key, ended)) {
      return;
    }
    PartitionHead head = fetch.head(from, key);
    if (!level.disk() && head.memory() > store.free(level)) {
      ended.told(Optional.of(noRoom(level, head.memory())));
      return;
    }
    try (Fetched fetched = fetch.fetch(from, key, head, workspace)) {
      Block mine = new Block(key, level);
      Block block = store.table().findNow(mine);
      if (block == mine) {
        keep(mine, fetched, head, workspace, wanted, ended);
      } else if (block == null) {
        ended.told(Optional.of("it is computed here"));
      } else {
        store.table().unread(block);
        if (!alreadyHere(key, ended)) {
          ended.told(Optional.of("it is given up here just now"));
        }
      }
    }
  }

  private boolean alreadyHere(DatasetBlock key, Ended ended) {
    Block block = store.table().staying(key);
    if (block == null) {
      return false;
    }
    try {
      ended.told(Optional.empty());
    } finally {
      store.table().unread(block);
    }
    return true;
  }

  private void keep(
      Block mine,
      Fetched fetched,
      PartitionHead head,
      Workspace workspace,
      BooleanSupplier wanted,
      Ended ended)
      throws Exception {
    @Nullable Kept kept = null;
    try {
      // who forgets it from here on finds the block
      kept = wanted.getAsBoolean() ? unroll(mine, fetched, head, workspace) : null;
    } finally {
      if (kept == null) {
        store.table().abandon(mine);
      }
    }
    if (kept == null) {
      ended.told(
          Optional.of(
              wanted.getAsBoolean()
                  ? noRoom(mine.level, head.memory())
                  : "nobody wants it any more"));
      return;
    }
    try {
      boolean keeps = store.table().publish(mine, kept);
      ended.told(keeps ? Optional.empty() : Optional.of("nobody wants it any more"));
    } finally {
      store.table().unread(mine);
    }
  }

  private @Nullable Kept unroll(
      Block mine, Fetched fetched, PartitionHead head, Workspace workspace) throws Exception {
    if (!mine.level.memory()) {
      return fetched.toDisk(head.count());
    }
    StorageClaim claim = store.modestClaim(mine);
    Unroller unroller = store.unroller(mine.key, workspace);
    Unroller.Result<Object> result =
        unroller.unroll(
            new RecordCursor<>(fetched.open(), workspace.serializer(), head.count(), () -> {}),
            mine.level,
            claim);
    if (result instanceof Unroller.Result.Whole<Object> whole) {
      return whole.kept();
    }
    Unroller.Result.Streamed<Object> streamed = (Unroller.Result.Streamed<Object>) result;
    try {
      streamed.elements().close();
    } finally {
      streamed.release().run();
    }
    return null;
  }

  private String noRoom(StorageLevel level, long bytes) {
    return "there is no room for it in memory: it takes "
        + bytes
        + " bytes, free are "
        + store.free(level);
  }
}
