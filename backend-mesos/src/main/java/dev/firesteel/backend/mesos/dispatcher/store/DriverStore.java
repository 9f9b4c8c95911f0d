package dev.firesteel.backend.mesos.dispatcher.store;

import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import java.util.Collection;
import java.util.List;

/** The dispatcher's memory: whatever was saved is there after any end of it. */
public interface DriverStore extends AutoCloseable {
  /** Who the dispatcher is. */
  Identity identity();

  /** All entries, in the order of their numbers. */
  List<Entry> entries();

  /** A number that no entry has or had, nor any larger one. */
  long next();

  /**
   * Writes entries, all or none; on the disk when this returns. After a failure nothing can be
   * saved any more.
   *
   * @throws dev.firesteel.api.error.FiresteelException of category INPUT_OUTPUT if it cannot be
   *     written; says why
   */
  void save(Collection<Entry> entries);

  /** Forgets entries, as {@link #save} writes them. */
  void remove(Collection<Entry> entries);

  /** Goes on as another framework; written as {@link #save} does. */
  void become(String framework);

  /** Frees the store for another dispatcher. Idempotent. */
  @Override
  void close();
}
