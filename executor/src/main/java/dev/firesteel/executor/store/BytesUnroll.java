package dev.firesteel.executor.store;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.split.Sink;
import dev.firesteel.serialization.RecordSerializer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serializes elements into memory while it can be claimed. */
final class BytesUnroll implements Sink<@Nullable Object> {
  static final int CHUNK = 64 << 10;

  private final RecordSerializer serializer;
  private final StorageClaim claim;
  private final List<byte[]> chunks = new ArrayList<>();
  private final Output output = new Output(new Chunks(), CHUNK);
  private long count;
  private long memory;
  private boolean full;

  BytesUnroll(RecordSerializer serializer, StorageClaim claim) {
    this.serializer = serializer;
    this.claim = claim;
  }

  @Override
  public void accept(@Nullable Object element) {
    serializer.write(output, element);
    count++;
  }

  /** Whether memory ran out; it still takes elements. */
  boolean full() {
    return full;
  }

  long count() {
    return count;
  }

  /** The bytes so far. */
  List<byte[]> chunks() {
    output.flush();
    return chunks;
  }

  StorageClaim claim() {
    return claim;
  }

  /** The partition, kept; null if there is no memory for it after all. */
  @Nullable Kept kept() {
    output.flush();
    return full || !claim.settle(memory) ? null : new Kept.Bytes(chunks, count, memory);
  }

  /** Reads chunks one after the other. */
  static Input open(List<byte[]> chunks) {
    if (chunks.size() == 1) {
      return new Input(chunks.get(0));
    }
    List<InputStream> streams = new ArrayList<>(chunks.size());
    for (byte[] chunk : chunks) {
      streams.add(new ByteArrayInputStream(chunk));
    }
    return new Input(new SequenceInputStream(Collections.enumeration(streams)), CHUNK);
  }

  /** Keeps each flushed piece as a chunk of its exact length. */
  private final class Chunks extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      chunks.add(Arrays.copyOfRange(bytes, offset, offset + length));
      memory += length + 16L;
      full |= !claim.atLeast(memory);
    }
  }
}
