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

  /** Pushes all remaining elements, until the source is exhausted or the sink is done. */
  default void forEachRemaining(Sink<? super T> sink) throws Exception {
    while (!sink.done() && advance(sink)) {
      // each step pushes by itself
    }
  }

  /** Frees files and buffers; called once, also after a failure. */
  @Override
  default void close() throws Exception {}
}
