package dev.firesteel.executor.store;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.spill.Workspace;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a cursor into a kept partition. Elements are computed once: where memory runs out and the
 * level names no disk, what was collected is handed on, followed by the rest of the cursor.
 */
final class Unroller {
  private final SizeEstimator estimator;
  private final Workspace workspace;
  private final LongConsumer needed;

  /**
   * An unroller for one partition.
   *
   * @param needed told how many bytes a partition would need that does not fit: first at least,
   *     then about
   */
  Unroller(SizeEstimator estimator, Workspace workspace, LongConsumer needed) {
    this.estimator = estimator;
    this.workspace = workspace;
    this.needed = needed;
  }

  /** What became of a cursor. */
  sealed interface Result<T extends @Nullable Object> {
    /** All of it is kept and the cursor is exhausted. */
    record Whole<T extends @Nullable Object>(Kept kept) implements Result<T> {}

    /** It did not fit; the elements come from here. */
    record Streamed<T extends @Nullable Object>(Cursor<T> elements) implements Result<T> {}
  }

  /** Unrolls; the source is left open only if the result is streamed. */
  <T extends @Nullable Object> Result<T> unroll(
      Cursor<T> source, StorageLevel level, StorageClaim claim) throws Exception {
    Result<T> result = null;
    try {
      if (!level.memory()) {
        result = new Result.Whole<>(toDisk(source, disk -> {}));
      } else {
        result = level.serialized() ? bytes(source, level, claim) : objects(source, level, claim);
      }
      return result;
    } finally {
      if (!(result instanceof Result.Streamed)) {
        claim.release();
        source.close();
      }
    }
  }

  private <T extends @Nullable Object> Result<T> objects(
      Cursor<T> source, StorageLevel level, StorageClaim claim) throws Exception {
    ObjectUnroll unroll = new ObjectUnroll(estimator, claim);
    boolean more = true;
    while (more && !unroll.full()) {
      more = source.advance(unroll);
    }
    Kept kept = more ? null : unroll.kept();
    if (kept != null) {
      return new Result.Whole<>(kept);
    }
    if (level.disk()) {
      return new Result.Whole<>(
          toDisk(source, disk -> disk.accept(unroll.elements(), unroll.count())));
    }
    Cursor<T> unrolled = new ArrayCursor<>(unroll.elements(), unroll.count(), claim::release);
    return streamed(unrolled, unroll.count(), claim, source);
  }

  private <T extends @Nullable Object> Result<T> bytes(
      Cursor<T> source, StorageLevel level, StorageClaim claim) throws Exception {
    BytesUnroll unroll = new BytesUnroll(workspace.serializer(), claim);
    boolean more = true;
    while (more && !unroll.full()) {
      more = source.advance(unroll);
    }
    Kept kept = more ? null : unroll.kept();
    if (kept != null) {
      return new Result.Whole<>(kept);
    }
    if (level.disk()) {
      return new Result.Whole<>(
          toDisk(source, disk -> disk.accept(unroll.chunks(), unroll.count())));
    }
    Cursor<T> unrolled =
        new RecordCursor<>(
            BytesUnroll.open(unroll.chunks()),
            workspace.serializer(),
            unroll.count(),
            claim::release);
    return streamed(unrolled, unroll.count(), claim, source);
  }

  private <T extends @Nullable Object> Result<T> streamed(
      Cursor<T> unrolled, long count, StorageClaim claim, Cursor<T> rest) {
    double least = claim.refused();
    needed.accept((long) least);
    LongConsumer exhausted =
        restCount -> needed.accept((long) (least * (count + restCount) / Math.max(1, count)));
    return new Result.Streamed<>(new PartialCursor<>(unrolled, rest, exhausted));
  }

  private Kept toDisk(Cursor<?> source, Sink<DiskUnroll> first) throws Exception {
    DiskUnroll disk = new DiskUnroll(workspace);
    boolean done = false;
    try {
      first.accept(disk);
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
