package dev.firesteel.executor.sort;

import org.jspecify.annotations.Nullable;

/**
 * A sorted sequence that is being merged with others. Used by one thread.
 *
 * @param <T> the elements' type
 */
public interface Run<T extends @Nullable Object> extends AutoCloseable {
  /** Moves to the next element; false at the end. Called first before any other method. */
  boolean next() throws Exception;

  /** The element. */
  T element();

  /** A number that orders like the elements, as far as it goes. */
  default long prefix() {
    return 0;
  }

  /** Frees files and buffers. */
  @Override
  void close();
}
