package dev.firesteel.dataset.primitive;

/** Adds longs; fails where the sum is none. */
public final class LongAdder extends PrimitiveAggregator<Long> {
  private static final long serialVersionUID = 1L;

  /** An adder. */
  public LongAdder() {
    super(ValueKind.LONG);
  }

  @Override
  public BitsOperator operator() {
    return Math::addExact;
  }
}
