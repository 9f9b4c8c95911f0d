package dev.firesteel.executor.sort;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/**
 * How elements are written into runs.
 *
 * @param <T> the elements' type
 */
public interface RecordFormat<T extends @Nullable Object> {
  /** Writes an element. */
  void write(Output out, T element);

  /** Reads what {@link #write} wrote. */
  T read(Input in);
}
