package dev.firesteel.api.split;

import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a split is written for its way to an executor. */
public interface SplitOutput extends DataOutput {
  /** Writes a user's object with the data serializer; it may be null. */
  void writeRecord(@Nullable Object value) throws IOException;
}
