package dev.firesteel.dataset.primitive;

import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableLongBinaryOperator;

/** Combines longs by a function. */
public final class LongReducer extends PrimitiveAggregator<Long> {
  private static final long serialVersionUID = 1L;
  private final Closure<SerializableLongBinaryOperator> function;

  /** By a function. */
  public LongReducer(Closure<SerializableLongBinaryOperator> function) {
    super(ValueKind.LONG);
    this.function = function;
  }

  @Override
  public BitsOperator operator() {
    SerializableLongBinaryOperator f = function.get();
    return f::applyAsLong;
  }
}
