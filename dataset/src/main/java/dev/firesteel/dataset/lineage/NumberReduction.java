package dev.firesteel.dataset.lineage;

import dev.firesteel.dataset.closure.MethodReference;
import java.util.Arrays;
import java.util.Optional;

/**
 * The JDK's functions that make one number of two, recognisable by executors, which then carry them
 * out without boxes and without a call of the user's function. The result is the function's to the
 * last bit.
 */
public enum NumberReduction {
  /** {@code Long::sum}. */
  LONG_SUM(Long.class, 'J', "sum"),
  /** {@code Long::max} or {@code Math::max}. */
  LONG_MAX(Long.class, 'J', "max"),
  /** {@code Long::min} or {@code Math::min}. */
  LONG_MIN(Long.class, 'J', "min"),
  /** {@code Integer::sum}. */
  INTEGER_SUM(Integer.class, 'I', "sum"),
  /** {@code Integer::max} or {@code Math::max}. */
  INTEGER_MAX(Integer.class, 'I', "max"),
  /** {@code Integer::min} or {@code Math::min}. */
  INTEGER_MIN(Integer.class, 'I', "min"),
  /** {@code Double::sum}. */
  DOUBLE_SUM(Double.class, 'D', "sum"),
  /** {@code Double::max} or {@code Math::max}. */
  DOUBLE_MAX(Double.class, 'D', "max"),
  /** {@code Double::min} or {@code Math::min}. */
  DOUBLE_MIN(Double.class, 'D', "min");

  private final Class<? extends Number> box;
  private final char primitive;
  private final String method;

  NumberReduction(Class<? extends Number> box, char primitive, String method) {
    this.box = box;
    this.primitive = primitive;
    this.method = method;
  }

  /** The reduction that a function of two boxed numbers is a method reference to, if it is one. */
  public static Optional<NumberReduction> of(Object function) {
    return MethodReference.of(function).flatMap(NumberReduction::of);
  }

  private static Optional<NumberReduction> of(MethodReference method) {
    return Arrays.stream(values()).filter(each -> each.is(method)).findFirst();
  }

  private boolean is(MethodReference wanted) {
    String own = box.getName().replace('.', '/');
    return (wanted.owner().equals(own) || wanted.owner().equals("java/lang/Math"))
        && wanted.name().equals(method)
        && wanted.descriptor().equals("(" + primitive + primitive + ")" + primitive)
        && wanted.called().equals("(L" + own + ";L" + own + ";)L" + own + ";");
  }

  /** The class of both numbers and of the result: Long, Integer or Double. */
  public Class<? extends Number> box() {
    return box;
  }

  /**
   * Reduces two numbers, each as 64 bits: of doubles the raw ones, integers are widened.
   *
   * @param first the number that came first
   * @param second the other
   * @return the result in the same form
   */
  public long apply(long first, long second) {
    return switch (this) {
      case LONG_SUM -> first + second;
      case INTEGER_SUM -> (int) first + (int) second;
      case LONG_MAX, INTEGER_MAX -> Math.max(first, second);
      case LONG_MIN, INTEGER_MIN -> Math.min(first, second);
      case DOUBLE_SUM -> bits(number(first) + number(second));
      case DOUBLE_MAX -> bits(Math.max(number(first), number(second)));
      case DOUBLE_MIN -> bits(Math.min(number(first), number(second)));
    };
  }

  private static double number(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static long bits(double number) {
    return Double.doubleToRawLongBits(number);
  }
}
