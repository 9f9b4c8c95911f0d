package dev.firesteel.executor.store;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.serialization.RecordSerializer;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Serializes elements into memory while it can be claimed. */
abstract class SerializedUnroll extends OutputStream implements Collected {
  /** The largest piece in which bytes come. */
  static final int CHUNK = 64 << 10;

  private final RecordSerializer serializer;
  private final Output output = new Output(this, CHUNK);
  private long count;

  SerializedUnroll(RecordSerializer serializer) {
    this.serializer = serializer;
  }

  @Override
  public void accept(@Nullable Object element) {
    serializer.write(output, element);
    count++;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** Takes a piece. */
  @Override
  public abstract void write(byte[] bytes, int offset, int length);

  @Override
  public long count() {
    return count;
  }

  /** All elements so far are in pieces. */
  void end() {
    output.flush();
  }

  @Override
  public <T extends @Nullable Object> Cursor<T> cursor() {
    return new RecordCursor<>(open(), serializer, count, this::discard);
  }

  /** Reads the bytes so far. */
  abstract Input open();
}
