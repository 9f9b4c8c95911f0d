package dev.firesteel.io.mapreduce;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.io.IOException;
import org.apache.hadoop.mapreduce.RecordReader;
import org.jspecify.annotations.Nullable;

/** The records of one split. */
final class RecordCursor<
        K extends @Nullable Object, V extends @Nullable Object, T extends @Nullable Object>
    implements Cursor<T> {
  private static final int RECORDS_BETWEEN_COUNTS = 4096;

  private final OpenSplit split;
  private final RecordReader<K, V> reader;
  private final Records<K, V, T> records;
  private final RecordFunction<K, V, T> function;
  private final ReadBytes bytes;
  private long count;

  RecordCursor(
      OpenSplit split, RecordReader<K, V> reader, Records<K, V, T> records, ReadBytes bytes) {
    this.split = split;
    this.reader = reader;
    this.records = records;
    this.function = records.in(split.context().getConfiguration());
    this.bytes = bytes;
  }

  @Override
  public boolean advance(Sink<? super T> sink) throws Exception {
    K key;
    V value;
    try {
      if (!reader.nextKeyValue()) {
        bytes.tellAll(split.length());
        return false;
      }
      key = reader.getCurrentKey();
      value = reader.getCurrentValue();
    } catch (IOException | RuntimeException | LinkageError e) {
      throw split.failed(e);
    }
    if (count++ % RECORDS_BETWEEN_COUNTS == 0) {
      bytes.tell();
      check(records.key(), key);
      check(records.value(), value);
    }
    sink.accept(function.apply(key, value));
    return true;
  }

  private void check(Class<?> expected, @Nullable Object found) {
    if (found != null && !expected.isInstance(found)) {
      throw new FiresteelException(
          ErrorCategory.PROGRAM,
          "Cannot read "
              + split.describe()
              + ": its reader gives a "
              + found.getClass().getName()
              + " where the program says "
              + expected.getName()
              + " (name the format's own types)");
    }
  }

  @Override
  public void close() {
    bytes.tell();
    try {
      reader.close();
    } catch (IOException | RuntimeException e) {
      throw split.failed(e);
    }
  }
}
