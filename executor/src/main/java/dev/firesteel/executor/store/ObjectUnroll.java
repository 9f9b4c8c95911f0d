package dev.firesteel.executor.store;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.executor.memory.SizeEstimator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects elements in an array while memory can be claimed for them. Sizes are estimated for the
 * first elements and then for each that makes the partition a tenth larger.
 */
final class ObjectUnroll implements Collected {
  private static final int ALL_UP_TO = 16;

  private final StorageClaim claim;
  private @Nullable Object[] elements = new Object[16];
  private int count;
  private int nextSample;
  private long sampledBytes;
  private long samples;
  private boolean full;

  ObjectUnroll(StorageClaim claim) {
    this.claim = claim;
  }

  @Override
  public void accept(@Nullable Object element) {
    if (count == elements.length) {
      elements = Arrays.copyOf(elements, count + (count >> 1));
    }
    elements[count] = element;
    if (count++ == nextSample) {
      sample(element);
    }
  }

  private void sample(@Nullable Object element) {
    sampledBytes += SizeEstimator.estimate(element);
    samples++;
    nextSample = count < ALL_UP_TO ? count : count + count / 10;
    full |= !claim.atLeast(bytes(nextSample + 1L, (long) elements.length));
  }

  private long bytes(long elementCount, long capacity) {
    double each = samples == 0 ? 0 : (double) sampledBytes / samples;
    return 16 + 4 * Math.max(capacity, elementCount) + (long) Math.ceil(each * elementCount);
  }

  @Override
  public boolean full() {
    return full;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public <T extends @Nullable Object> Cursor<T> cursor() {
    return new ArrayCursor<>(elements, count, claim::release);
  }

  @Override
  public void writeTo(DiskUnroll disk) {
    disk.accept(elements, count);
  }

  @Override
  public void discard() {
    claim.release();
  }

  @Override
  public @Nullable Kept kept() {
    long memory = bytes(count, count);
    if (full || !claim.settle(memory)) {
      return null;
    }
    return new Kept.Objects(
        count == elements.length ? elements : Arrays.copyOf(elements, count), memory);
  }
}
