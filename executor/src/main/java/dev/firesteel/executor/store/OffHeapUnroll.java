package dev.firesteel.executor.store;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.executor.memory.Slabs;
import dev.firesteel.serialization.RecordSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serializes elements into slabs outside the heap; what comes after these ran out stays inside. */
final class OffHeapUnroll extends SerializedUnroll {
  private final StorageClaim claim;
  private final Slabs slabs;
  private final List<ByteBuffer> taken = new ArrayList<>();
  private final ByteArrayOutputStream overflow = new ByteArrayOutputStream();
  private long length;
  private boolean full;

  OffHeapUnroll(RecordSerializer serializer, StorageClaim claim, Slabs slabs) {
    super(serializer);
    this.claim = claim;
    this.slabs = slabs;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int at = offset;
    int end = offset + count;
    while (at < end && !full) {
      if (taken.isEmpty() || !last().hasRemaining()) {
        grow();
      } else {
        int n = Math.min(last().remaining(), end - at);
        last().put(bytes, at, n);
        at += n;
        length += n;
      }
    }
    overflow.write(bytes, at, end - at);
  }

  private ByteBuffer last() {
    return taken.get(taken.size() - 1);
  }

  private void grow() {
    ByteBuffer slab = claim.atLeast((taken.size() + 1L) * Slabs.SLAB_BYTES) ? slabs.take() : null;
    if (slab == null) {
      full = true;
    } else {
      taken.add(slab);
    }
  }

  @Override
  public boolean full() {
    return full;
  }

  @Override
  public @Nullable Kept kept() {
    end();
    long memory = (long) taken.size() * Slabs.SLAB_BYTES;
    if (full || !claim.settle(memory)) {
      return null;
    }
    Kept kept = new Kept.OffHeap(List.copyOf(taken), length, count(), memory);
    taken.clear();
    return kept;
  }

  @Override
  Input open() {
    end();
    return new Input(
        new SequenceInputStream(
            new SlabStream(taken, 0, length), new ByteArrayInputStream(overflow.toByteArray())),
        CHUNK);
  }

  @Override
  public void writeTo(DiskUnroll disk) {
    end();
    disk.accept(new SlabStream(taken, 0, length), 0);
    disk.accept(List.of(overflow.toByteArray()), count());
  }

  @Override
  public void discard() {
    slabs.give(taken);
    taken.clear();
    claim.release();
  }
}
