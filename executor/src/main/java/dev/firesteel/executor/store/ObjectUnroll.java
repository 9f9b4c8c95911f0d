package dev.firesteel.executor.store;

import dev.firesteel.api.split.Sink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects elements in an array while memory can be claimed for them. Sizes are estimated for the
 * first elements and then for each that makes the partition a tenth larger.
 */
final class ObjectUnroll implements Sink<@Nullable Object> {
  private static final int ALL_UP_TO = 16;

  private final SizeEstimator estimator;
  private final StorageClaim claim;
  private @Nullable Object[] elements = new Object[16];
  private int count;
  private int nextSample;
  private long sampledBytes;
  private long samples;
  private boolean full;

  ObjectUnroll(SizeEstimator estimator, StorageClaim claim) {
    this.estimator = estimator;
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
    sampledBytes += estimator.estimate(element);
    samples++;
    nextSample = count < ALL_UP_TO ? count : count + count / 10;
    full |= !claim.atLeast(bytes(nextSample + 1L, (long) elements.length));
  }

  private long bytes(long elementCount, long capacity) {
    double each = samples == 0 ? 0 : (double) sampledBytes / samples;
    return 16 + 4 * Math.max(capacity, elementCount) + (long) Math.ceil(each * elementCount);
  }

  /** Whether memory ran out; it still takes elements. */
  boolean full() {
    return full;
  }

  int count() {
    return count;
  }

  /** The elements so far, at the start of a larger array. */
  @Nullable Object[] elements() {
    return elements;
  }

  StorageClaim claim() {
    return claim;
  }

  /** The partition, kept; null if there is no memory for it after all. */
  @Nullable Kept kept() {
    long memory = bytes(count, count);
    if (full || !claim.settle(memory)) {
      return null;
    }
    return new Kept.Objects(
        count == elements.length ? elements : Arrays.copyOf(elements, count), memory);
  }
}
