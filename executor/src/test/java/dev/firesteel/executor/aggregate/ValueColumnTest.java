package dev.firesteel.executor.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueColumnTest {
  private static List<@Nullable Object> read(ValueColumn column, int size) {
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(column.get(i));
    }
    return all;
  }

  @Test
  void keepsNumbersOfOneKindUnboxedWithTheirTypes() {
    for (List<? extends Number> numbers :
        List.of(
            List.of(Long.MIN_VALUE, 0L, Long.MAX_VALUE),
            List.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE),
            List.of(-0.0, Double.NaN, Double.MIN_VALUE))) {
      ValueColumn column = new ValueColumn(3);
      for (int i = 0; i < 3; i++) {
        column.set(i, numbers.get(i));
      }
      assertThat(read(column, 3)).isEqualTo(numbers);
      assertThat(column.unboxed()).isTrue();
    }
  }

  @Test
  void aValueOfAnotherKindMakesAllObjectsAndLosesNone() {
    ValueColumn column = new ValueColumn(4);
    column.set(0, 1L);
    column.set(2, 3L);
    column.set(3, 4);
    column.set(1, null);
    assertThat(column.unboxed()).isFalse();
    assertThat(column.get(0)).isEqualTo(1L);
    assertThat(read(column, 4).subList(1, 4)).isEqualTo(Arrays.asList(null, 3L, 4));
  }

  @Test
  void nullFirstIsAnObject() {
    ValueColumn column = new ValueColumn(2);
    column.set(0, null);
    column.set(1, 5L);
    assertThat(read(column, 2)).isEqualTo(Arrays.asList(null, 5L));
  }

  @Test
  void movesValuesToALargerColumn() {
    for (Object value : List.of(7L, 7, 7.5, "seven")) {
      ValueColumn small = new ValueColumn(2);
      small.set(1, value);
      ValueColumn large = small.emptyLike(4);
      large.move(3, small, 1);
      assertThat(large.get(3)).isEqualTo(value);
    }
  }
}
