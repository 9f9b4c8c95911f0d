package dev.firesteel.api.split;

import java.io.DataInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where an executor reads a split from. */
public interface SplitInput extends DataInput {
  /** Reads what {@link SplitOutput#writeRecord} wrote. */
  @Nullable Object readRecord() throws IOException;
}
