package dev.firesteel.api.split;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one partition in one attempt. Ends with exactly one call of {@link #commit} or {@link
 * #abort}.
 *
 * @param <T> the elements' type
 */
public interface PartitionWriter<T extends @Nullable Object> extends Sink<T> {
  /** Closes the attempt's output and tells the driver where it is; nothing is visible yet. */
  byte[] commit() throws IOException;

  /** Closes and removes the attempt's output. */
  void abort() throws IOException;
}
