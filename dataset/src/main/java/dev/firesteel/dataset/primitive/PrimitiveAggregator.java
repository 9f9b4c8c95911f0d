package dev.firesteel.dataset.primitive;

import dev.firesteel.dataset.lineage.Aggregator;

/**
 * Makes one value of two for keys that are longs and values of 64 bits. Executors that know it work
 * on bits, in memory and in files; to others it is an aggregator like any other.
 *
 * @param <N> the values' box: Long or Double
 */
public abstract class PrimitiveAggregator<N extends Number> implements Aggregator<N, N> {
  private static final long serialVersionUID = 1L;
  private final ValueKind kind;

  PrimitiveAggregator(ValueKind kind) {
    this.kind = kind;
  }

  /** What values are. */
  public final ValueKind kind() {
    return kind;
  }

  /** What combines two values; to be asked for once a partition, in the task's thread. */
  public abstract BitsOperator operator();

  @Override
  public final boolean primitive() {
    return true;
  }

  @Override
  public final N create(N value) {
    return value;
  }

  @Override
  @SuppressWarnings("unchecked") // the kind is that of N
  public final N merge(N combined, N value) throws Exception {
    return (N) kind.box(operator().apply(ValueKind.bits(combined), ValueKind.bits(value)));
  }

  @Override
  public final N combine(N first, N second) throws Exception {
    return merge(first, second);
  }
}
