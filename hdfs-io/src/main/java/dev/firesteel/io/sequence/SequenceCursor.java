package dev.firesteel.io.sequence;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.MalformedDataException;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Map.Entry;
import java.util.function.Supplier;
import org.apache.hadoop.io.DataInputBuffer;
import org.jspecify.annotations.Nullable;

/** Keys and values of records. */
final class SequenceCursor<K, V> implements Cursor<Entry<K, V>> {
  private final Location file;
  private final Records records;
  private final Supplier<Decoder<K>> keys;
  private final Supplier<Decoder<V>> values;
  private @Nullable Decoder<K> key;
  private @Nullable Decoder<V> value;

  /** The decoders are made at the first record: a file without any fits all classes. */
  SequenceCursor(
      Location file, Records records, Supplier<Decoder<K>> keys, Supplier<Decoder<V>> values) {
    this.file = file;
    this.records = records;
    this.keys = keys;
    this.values = values;
  }

  @Override
  public boolean advance(Sink<? super Entry<K, V>> sink) throws Exception {
    Entry<K, V> next;
    try {
      next = records.next() ? decode() : null;
    } catch (IOException e) {
      throw StorageErrors.explain("read", file, e);
    }
    if (next == null) {
      return false;
    }
    sink.accept(next);
    return true;
  }

  private Entry<K, V> decode() throws IOException {
    try {
      if (key == null || value == null) {
        key = keys.get();
        value = values.get();
      }
    } catch (FiresteelException e) {
      throw new FiresteelException(
          e.category(), "Cannot read " + file + ": " + e.getMessage(), e.getCause());
    }
    return new SimpleImmutableEntry<>(
        decode(key, records.key, "key"), decode(value, records.value, "value"));
  }

  private <T> T decode(Decoder<T> decoder, DataInputBuffer in, String what) throws IOException {
    T decoded;
    try {
      decoded = decoder.decode(in);
    } catch (IOException | RuntimeException e) {
      throw damaged(what, String.valueOf(e.getMessage()), e);
    }
    if (in.available() > 0) {
      throw damaged(what, in.available() + " of its bytes are left over", null);
    }
    return decoded;
  }

  private MalformedDataException damaged(String what, String why, @Nullable Exception cause) {
    return new MalformedDataException(
        "the " + what + " of the record at byte " + records.at() + " is damaged: " + why, cause);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
