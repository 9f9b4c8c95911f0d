package dev.firesteel.dataset.partition;

import dev.firesteel.dataset.lineage.Deferred;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A range partitioner whose borders are sampled before the first job that needs them; travels as
 * the {@link RangePartitioner} that it becomes. Until then it equals itself only.
 */
public final class SampledPartitioner implements Partitioner, Deferred {
  private static final long serialVersionUID = 1L;

  private final int partitions;
  private transient @Nullable Supplier<? extends RangePartitioner<?>> sample;
  private transient volatile @Nullable RangePartitioner<?> sampled;

  /** Asks {@code sample} once. */
  public SampledPartitioner(int partitions, Supplier<? extends RangePartitioner<?>> sample) {
    this.partitions = partitions;
    this.sample = sample;
  }

  @Override
  public synchronized void prepare() {
    Supplier<? extends RangePartitioner<?>> open = sample;
    if (open != null) {
      sampled = open.get();
      sample = null; // it knows the lineage, which may be cut later
    }
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public int partition(@Nullable Object key) {
    return known().partition(key);
  }

  private RangePartitioner<?> known() {
    return Objects.requireNonNull(sampled, "the borders were not sampled yet");
  }

  private Object writeReplace() {
    return known();
  }

  /** The partitioner that it became, or null before. */
  @Nullable RangePartitioner<?> sampled() {
    return sampled;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    RangePartitioner<?> mine = sampled;
    return this == other || (mine != null && mine.equals(other));
  }

  @Override
  public int hashCode() {
    return partitions;
  }
}
