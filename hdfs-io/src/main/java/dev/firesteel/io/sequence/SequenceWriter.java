package dev.firesteel.io.sequence;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.io.output.AttemptFile;
import java.io.IOException;
import java.util.Map.Entry;
import org.apache.hadoop.io.Writable;
import org.jspecify.annotations.Nullable;

/** Writes one attempt's sequence file. */
final class SequenceWriter<K extends @Nullable Object, V extends @Nullable Object>
    implements PartitionWriter<Entry<K, V>> {
  private final AttemptFile file;
  private final SequenceSink sink;
  private @Nullable Encoder keys;
  private @Nullable Encoder values;
  private boolean begun;

  SequenceWriter(
      AttemptFile file,
      SequenceSink sink,
      @Nullable Class<?> keyClass,
      @Nullable Class<?> valueClass) {
    this.file = file;
    this.sink = sink;
    this.keys = keyClass == null ? null : Encoder.of(keyClass, "keys");
    this.values = valueClass == null ? null : Encoder.of(valueClass, "values");
  }

  @Override
  public void accept(Entry<K, V> element) {
    Writable key;
    Writable value;
    try {
      Encoder known = keys == null ? Encoder.of(element.getKey(), "keys") : keys;
      Encoder valued = values == null ? Encoder.of(element.getValue(), "values") : values;
      keys = known;
      values = valued;
      key = known.encode(element.getKey());
      value = valued.encode(element.getValue());
    } catch (FiresteelException e) {
      throw new FiresteelException(
          e.category(), "Cannot write " + file.location() + ": " + e.getMessage());
    }
    try {
      begin();
      sink.write(key, value);
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  /** A file without elements has keys and values that are nothing, unless classes were given. */
  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      sink.begin(
          keys == null ? Encoder.of(Void.class, "keys") : keys,
          values == null ? Encoder.of(Void.class, "values") : values);
    }
  }

  @Override
  public byte[] commit() {
    try (sink) {
      begin();
      sink.finish();
    } catch (IOException e) {
      throw file.failed(e);
    }
    return file.commit();
  }

  @Override
  public void abort() throws IOException {
    try {
      sink.close();
    } finally {
      file.remove();
    }
  }
}
