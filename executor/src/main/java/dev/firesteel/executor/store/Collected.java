package dev.firesteel.executor.store;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import org.jspecify.annotations.Nullable;

/** Elements that are collected in memory while it can be claimed, whatever their form. */
interface Collected extends Sink<@Nullable Object> {
  /** Whether memory ran out; it still takes elements. */
  boolean full();

  /** The elements so far. */
  long count();

  /** The partition, kept; null if there is no memory for it after all. */
  @Nullable Kept kept();

  /** Reads the elements so far; its close frees them. */
  <T extends @Nullable Object> Cursor<T> cursor();

  /** Writes the elements so far. */
  void writeTo(DiskUnroll disk);

  /** Frees all that is not kept. Idempotent. */
  void discard();
}
