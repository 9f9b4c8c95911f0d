package dev.firesteel.executor.store;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.serialization.RecordSerializer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serializes elements into arrays. */
final class BytesUnroll extends SerializedUnroll {
  private final StorageClaim claim;
  private final List<byte[]> chunks = new ArrayList<>();
  private long memory;
  private boolean full;

  BytesUnroll(RecordSerializer serializer, StorageClaim claim) {
    super(serializer);
    this.claim = claim;
  }

  /** Keeps each piece as a chunk of its exact length. */
  @Override
  public void write(byte[] bytes, int offset, int length) {
    chunks.add(Arrays.copyOfRange(bytes, offset, offset + length));
    memory += length + 16L;
    full |= !claim.atLeast(memory);
  }

  @Override
  public boolean full() {
    return full;
  }

  @Override
  public @Nullable Kept kept() {
    end();
    return full || !claim.settle(memory) ? null : new Kept.Bytes(chunks, count(), memory);
  }

  @Override
  Input open() {
    end();
    return open(chunks);
  }

  @Override
  public void writeTo(DiskUnroll disk) {
    end();
    disk.accept(chunks, count());
  }

  @Override
  public void discard() {
    claim.release();
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
}
