package dev.firesteel.api.split;

import org.jspecify.annotations.Nullable;

/**
 * The elements of one partition, in order, read once. A step of the source may yield no, one or
 * several elements, so that narrow operations wrap sinks only and both push and pull work over one
 * implementation. Used by one thread at a time.
 *
 * @param <T> the elements' type
 */
public interface Cursor<T extends @Nullable Object> extends AutoCloseable {
  /**
   * Makes one step of the source and pushes what it yields.
   *
   * @return false if the source is exhausted; then nothing was pushed
   */
  boolean advance(Sink<? super T> sink) throws Exception;

  /**
   * Pushes all remaining elements, until the source is exhausted or the sink is done.
   *
   * @throws InterruptedException if the thread was interrupted, as that of a cancelled task is;
   *     noticed within some elements
   */
  default void forEachRemaining(Sink<? super T> sink) throws Exception {
    for (int steps = 0; !sink.done() && advance(sink); steps++) {
      if ((steps & 63) == 63 && Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("interrupted while reading elements");
      }
    }
  }

  /**
   * Passes all remaining elements and says how many they were. What this cursor's elements are made
   * of is not skipped where a user's function sees it; a source whose own elements nobody sees need
   * not make them.
   *
   * @throws InterruptedException as {@link #forEachRemaining}
   */
  default long count() throws Exception {
    CountingSink counted = new CountingSink();
    forEachRemaining(counted);
    return counted.count();
  }

  /** Frees files and buffers; called once, also after a failure. */
  @Override
  default void close() throws Exception {}
}
