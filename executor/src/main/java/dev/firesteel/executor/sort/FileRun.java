package dev.firesteel.executor.sort;

import com.esotericsoftware.kryo.io.Input;
import org.jspecify.annotations.Nullable;

/** A run of objects in a stream. */
final class FileRun<T extends @Nullable Object> implements Run<T> {
  private final Input in;
  private final RecordFormat<T> format;
  private @Nullable T element;

  FileRun(Input in, RecordFormat<T> format) {
    this.in = in;
    this.format = format;
  }

  @Override
  public boolean next() {
    element = null;
    if (in.end()) {
      return false;
    }
    element = format.read(in);
    return true;
  }

  @Override
  @SuppressWarnings("NullAway") // null where T says so
  public T element() {
    return element;
  }

  @Override
  public void close() {
    in.close();
  }
}
