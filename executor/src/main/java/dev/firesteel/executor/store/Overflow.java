package dev.firesteel.executor.store;

import dev.firesteel.api.split.Sink;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes elements into memory until that is full, and then into a file: a step may push any number
 * of elements before it can be held back.
 */
final class Overflow<T extends @Nullable Object> implements Sink<T> {
  private final Sink<? super T> memory;
  private final BooleanSupplier full;
  private final Supplier<DiskUnroll> begin;
  private @Nullable DiskUnroll file;

  /**
   * Nothing is taken yet.
   *
   * @param begin begins the file
   */
  Overflow(Sink<? super T> memory, BooleanSupplier full, Supplier<DiskUnroll> begin) {
    this.memory = memory;
    this.full = full;
    this.begin = begin;
  }

  @Override
  public void accept(T element) throws Exception {
    DiskUnroll to = file;
    if (to != null) {
      to.accept(element);
    } else if (!full.getAsBoolean()) {
      memory.accept(element);
    } else {
      begin().accept(element);
    }
  }

  /** Begins the file, whether or not something is to follow. */
  DiskUnroll begin() {
    DiskUnroll to = begin.get();
    file = to;
    return to;
  }

  /** The file; null if all fitted into memory, or nothing came after that was full. */
  @Nullable DiskUnroll file() {
    return file;
  }
}
