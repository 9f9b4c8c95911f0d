package dev.firesteel.api.split;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of output. Tasks write each partition to a place of its attempt's own; the driver then
 * commits exactly one attempt's output of each partition, so that retried and duplicate attempts
 * leave nothing.
 *
 * <p>Order: {@link #prepare} on the driver; {@link #open} on executors, each writer ending in
 * {@code commit} or {@code abort}; then {@link #commit} or {@link #abort} on the driver.
 *
 * @param <T> the elements' type
 */
public interface OutputFormat<T extends @Nullable Object> extends Serializable {
  /**
   * Checks and prepares the place, before any task runs.
   *
   * @throws dev.firesteel.api.error.FiresteelException if it exists already and that is not wanted,
   *     or cannot be written, naming it
   */
  void prepare(WriteContext context) throws IOException;

  /** Opens a writer for one attempt of one partition. */
  PartitionWriter<T> open(int partition, long attempt, WriteContext context) throws IOException;

  /**
   * Makes the output of the given attempts visible, all or (as far as the storage can) nothing.
   *
   * @param commits what the winning attempts' writers answered, by partition
   */
  void commit(List<byte[]> commits, WriteContext context) throws IOException;

  /** Removes all that was written, after a failure. Must not throw because something is missing. */
  void abort(WriteContext context) throws IOException;

  /**
   * The full URI of the directory whose content goes when this output is committed; empty if
   * nothing goes. A job that reads files in it is refused: what it read would be gone when a part
   * of it had to be computed again.
   */
  default Optional<String> replaces() {
    return Optional.empty();
  }

  /** One line for people, such as {@code text file:/data/out}. */
  String describe();
}
