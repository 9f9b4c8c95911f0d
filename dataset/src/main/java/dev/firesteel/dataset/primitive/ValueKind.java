package dev.firesteel.dataset.primitive;

/** What the 64 bits of a value are. */
public enum ValueKind {
  /** A long. */
  LONG {
    @Override
    Number box(long bits) {
      return bits;
    }
  },
  /** A double, by {@link Double#doubleToRawLongBits}. */
  DOUBLE {
    @Override
    Number box(long bits) {
      return Double.longBitsToDouble(bits);
    }
  };

  abstract Number box(long bits);

  /** A value's bits. */
  static long bits(Number value) {
    return value instanceof Double number ? Double.doubleToRawLongBits(number) : value.longValue();
  }
}
