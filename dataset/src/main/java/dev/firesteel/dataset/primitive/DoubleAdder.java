package dev.firesteel.dataset.primitive;

/** Adds doubles. */
public final class DoubleAdder extends PrimitiveAggregator<Double> {
  private static final long serialVersionUID = 1L;

  /** An adder. */
  public DoubleAdder() {
    super(ValueKind.DOUBLE);
  }

  @Override
  public BitsOperator operator() {
    return (first, second) ->
        Double.doubleToRawLongBits(
            Double.longBitsToDouble(first) + Double.longBitsToDouble(second));
  }
}
