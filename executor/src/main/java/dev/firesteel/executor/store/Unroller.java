package dev.firesteel.executor.store;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.spill.ChunkReader;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.spill.Workspace;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a cursor into a kept partition. Elements are computed once: where memory runs out and the
 * level names no disk, what was collected is handed on, followed by the rest of the cursor.
 */
final class Unroller {
  private static final int BUFFER = 64 << 10;

  private final Workspace workspace;
  private final StorageMemory memory;
  private final LongConsumer needed;

  /**
   * An unroller for one partition.
   *
   * @param needed told how many bytes a partition would need that does not fit: first at least,
   *     then about
   */
  Unroller(Workspace workspace, StorageMemory memory, LongConsumer needed) {
    this.workspace = workspace;
    this.memory = memory;
    this.needed = needed;
  }

  /** What became of a cursor. */
  sealed interface Result<T extends @Nullable Object> {
    /** All of it is kept and the cursor is exhausted. */
    record Whole<T extends @Nullable Object>(Kept kept) implements Result<T> {}

    /**
     * It did not fit.
     *
     * @param elements where they come from
     * @param release frees what they take, should they not be closed; idempotent
     */
    record Streamed<T extends @Nullable Object>(Cursor<T> elements, Runnable release)
        implements Result<T> {}
  }

  /** Unrolls; the source is left open only if the result is streamed. */
  <T extends @Nullable Object> Result<T> unroll(
      Cursor<T> source, StorageLevel level, StorageClaim claim) throws Exception {
    Result<T> result = null;
    try {
      if (!level.memory()) {
        result = new Result.Whole<>(toDisk(source));
      } else {
        result = unroll(source, level, claim, collected(level, claim));
      }
      return result;
    } finally {
      if (!(result instanceof Result.Streamed)) {
        claim.release();
        close(source, result);
      }
    }
  }

  /** If that fails the task does, and what was kept is given back: nobody would know of it. */
  private void close(Cursor<?> source, @Nullable Result<?> result) throws Exception {
    boolean closed = false;
    try {
      source.close();
      closed = true;
    } finally {
      if (!closed && result instanceof Result.Whole<?> whole) {
        memory.free(whole.kept());
        memory.freeUnread(whole.kept());
      }
    }
  }

  private Collected collected(StorageLevel level, StorageClaim claim) {
    if (!level.serialized()) {
      return new ObjectUnroll(claim);
    }
    return level.offHeap()
        ? new OffHeapUnroll(workspace.serializer(), claim, memory.slabs())
        : new BytesUnroll(workspace.serializer(), claim);
  }

  private <T extends @Nullable Object> Result<T> unroll(
      Cursor<T> source, StorageLevel level, StorageClaim claim, Collected collected)
      throws Exception {
    Overflow<T> overflow =
        new Overflow<>(collected, collected::full, () -> beginFile(level, collected));
    Result<T> result = null;
    try {
      boolean more = true;
      while (more && overflow.file() == null && !collected.full()) {
        more = source.advance(overflow);
      }
      Kept kept = more || overflow.file() != null ? null : collected.kept();
      if (kept != null) {
        result = new Result.Whole<>(kept);
      } else if (level.disk()) {
        DiskUnroll disk = overflow.file();
        if (disk == null) {
          disk = overflow.begin();
        }
        source.forEachRemaining(disk);
        result = new Result.Whole<>(disk.kept());
      } else {
        result = streamed(collected, overflow.file(), claim, source);
      }
      return result;
    } finally {
      DiskUnroll disk = overflow.file();
      if (result == null && disk != null) {
        disk.abort();
      }
      if (!(result instanceof Result.Streamed)) {
        collected.discard();
      }
    }
  }

  /** Of a level that uses the disk, all of the partition is in the file. */
  private DiskUnroll beginFile(StorageLevel level, Collected collected) {
    DiskUnroll disk = new DiskUnroll(workspace);
    if (level.disk()) {
      try {
        collected.writeTo(disk);
      } catch (RuntimeException e) {
        disk.abort();
        throw e;
      }
    }
    return disk;
  }

  private <T extends @Nullable Object> Result<T> streamed(
      Collected collected, @Nullable DiskUnroll pushed, StorageClaim claim, Cursor<T> rest)
      throws IOException {
    double least = claim.refused();
    long count = collected.count();
    needed.accept((long) least);
    LongConsumer exhausted =
        restCount -> needed.accept((long) (least * (count + restCount) / Math.max(1, count)));
    if (pushed == null) {
      return new Result.Streamed<>(
          new PartialCursor<>(collected.<T>cursor(), rest, exhausted), collected::discard);
    }
    Kept.OnDisk kept = pushed.kept();
    Runnable remove = () -> LocalDirectories.remove(kept.file());
    Cursor<T> between =
        new RecordCursor<>(
            ChunkReader.open(kept.file(), 0, kept.length(), BUFFER),
            workspace.serializer(),
            kept.count(),
            remove);
    return new Result.Streamed<>(
        new PartialCursor<>(
            collected.<T>cursor(), new PartialCursor<>(between, rest, all -> {}), exhausted),
        () -> {
          collected.discard();
          remove.run();
        });
  }

  private Kept toDisk(Cursor<?> source) throws Exception {
    DiskUnroll disk = new DiskUnroll(workspace);
    boolean done = false;
    try {
      source.forEachRemaining(disk);
      Kept kept = disk.kept();
      done = true;
      return kept;
    } finally {
      if (!done) {
        disk.abort();
      }
    }
  }
}
