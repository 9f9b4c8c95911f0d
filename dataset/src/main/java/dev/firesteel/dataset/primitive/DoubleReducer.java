package dev.firesteel.dataset.primitive;

import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableDoubleBinaryOperator;

/** Combines doubles by a function. */
public final class DoubleReducer extends PrimitiveAggregator<Double> {
  private static final long serialVersionUID = 1L;
  private final Closure<SerializableDoubleBinaryOperator> function;

  /** By a function. */
  public DoubleReducer(Closure<SerializableDoubleBinaryOperator> function) {
    super(ValueKind.DOUBLE);
    this.function = function;
  }

  @Override
  public BitsOperator operator() {
    SerializableDoubleBinaryOperator f = function.get();
    return (first, second) ->
        Double.doubleToRawLongBits(
            f.applyAsDouble(Double.longBitsToDouble(first), Double.longBitsToDouble(second)));
  }
}
