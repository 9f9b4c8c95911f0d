package dev.firesteel.api.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdsTest {
  static Stream<Function<String, ?>> named() {
    return Stream.of(ApplicationId::new, ExecutorId::new, OfferId::new, ProfileId::new);
  }

  static Stream<IntFunction<?>> numbered() {
    return Stream.of(JobId::new, StageId::new, ShuffleId::new, DatasetId::new);
  }

  @ParameterizedTest
  @MethodSource("named")
  void aNameIsNotBlank(Function<String, ?> id) {
    assertThatThrownBy(() -> id.apply(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("blank");
    assertThat(id.apply("x")).isEqualTo(id.apply("x")).hasToString("x");
  }

  @ParameterizedTest
  @MethodSource("numbered")
  void aNumberIsNotNegative(IntFunction<?> id) {
    assertThatThrownBy(() -> id.apply(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThat(id.apply(7)).isEqualTo(id.apply(7)).isNotEqualTo(id.apply(8));
    assertThat(id.apply(7).toString()).endsWith("7");
  }

  @Test
  void numbersSortAsNumbers() {
    assertThat(Stream.of(new StageId(10), new StageId(9)).sorted().toList())
        .isEqualTo(List.of(new StageId(9), new StageId(10)));
  }
}
