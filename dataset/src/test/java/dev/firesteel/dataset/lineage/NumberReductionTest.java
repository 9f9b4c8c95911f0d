package dev.firesteel.dataset.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.function.SerializableBinaryOperator;
import dev.firesteel.dataset.keyed.Aggregators;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumberReductionTest {
  private static SerializableBinaryOperator<Long> longs(SerializableBinaryOperator<Long> f) {
    return f;
  }

  private static SerializableBinaryOperator<Integer> integers(
      SerializableBinaryOperator<Integer> f) {
    return f;
  }

  private static SerializableBinaryOperator<Double> doubles(SerializableBinaryOperator<Double> f) {
    return f;
  }

  private static <T> SerializableBiFunction<T, ?, ?> other(SerializableBiFunction<T, ?, ?> f) {
    return f;
  }

  private static long sum(long a, long b) {
    return a + b;
  }

  @Test
  void knowsTheJdksFunctionsOfBoxedNumbers() {
    Map<SerializableBinaryOperator<?>, NumberReduction> known =
        Map.of(
            longs(Long::sum), NumberReduction.LONG_SUM,
            longs(Long::max), NumberReduction.LONG_MAX,
            longs(Math::min), NumberReduction.LONG_MIN,
            integers(Integer::sum), NumberReduction.INTEGER_SUM,
            integers(Math::max), NumberReduction.INTEGER_MAX,
            integers(Integer::min), NumberReduction.INTEGER_MIN,
            doubles(Double::sum), NumberReduction.DOUBLE_SUM,
            doubles(Math::max), NumberReduction.DOUBLE_MAX,
            doubles(Double::min), NumberReduction.DOUBLE_MIN);
    known.forEach((function, wanted) -> assertThat(NumberReduction.of(function)).contains(wanted));
  }

  @Test
  void knowsNothingElse() {
    SerializableBiFunction<Long, Integer, Long> widening = Long::sum;
    SerializableBinaryOperator<BigInteger> virtual = BigInteger::add;
    long captured = 3;
    for (Object function :
        List.of(
            longs((a, b) -> a + b),
            longs((a, b) -> Long.sum(a, b)),
            longs((a, b) -> Long.sum(a, captured)),
            longs(NumberReductionTest::sum),
            longs(Math::addExact),
            other(widening),
            virtual,
            new Own(),
            "no function")) {
      assertThat(NumberReduction.of(function)).isEmpty();
    }
  }

  @Test
  void isKnownOnExecutorsToo() {
    Closure<Aggregator<Long, Long>> sent =
        Closure.capture("test", new Aggregators.Fold<>("test", 0L, longs(Long::sum)));
    assertThat(sent.get().reduction()).contains(NumberReduction.LONG_SUM);
  }

  private static final class Own implements SerializableBinaryOperator<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long apply(Long a, Long b) {
      return a + b;
    }
  }
}
