package dev.firesteel.dataset.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hash codes that are the same in every JVM; an enum's own is not. */
class HashPartitionerTest {
  private static final int MONDAY = "MONDAY".hashCode();

  private record Holder(Object held) {}

  @Test
  void enumsCountByNameWhereverTheyAre() {
    assertThat(HashPartitioner.hash(DayOfWeek.MONDAY)).isEqualTo(MONDAY);
    assertThat(HashPartitioner.hash(Set.of(DayOfWeek.MONDAY))).isEqualTo(MONDAY);
    assertThat(HashPartitioner.hash(Optional.of(DayOfWeek.MONDAY))).isEqualTo(MONDAY);
    assertThat(HashPartitioner.hash(Map.of(DayOfWeek.MONDAY, 1))).isEqualTo(MONDAY ^ 1);
    assertThat(HashPartitioner.hash(new Holder(Set.of(DayOfWeek.MONDAY)))).isEqualTo(MONDAY);
  }

  @Test
  void equalCollectionsHaveEqualHashCodes() {
    Set<Object> set = new LinkedHashSet<>(List.of(3, "b", DayOfWeek.FRIDAY, "a"));
    assertThat(HashPartitioner.hash(set)).isEqualTo(HashPartitioner.hash(Set.copyOf(set)));
    Map<Object, Object> map = Map.of("a", 1, "b", DayOfWeek.MONDAY, "c", Optional.empty());
    assertThat(HashPartitioner.hash(new HashMap<>(map))).isEqualTo(HashPartitioner.hash(map));
  }

  @Test
  void whatHasNoHashCodeOfItsOwnIsRefusedAsAKey() {
    for (Object key : List.of(new byte[1], new Object(), Set.of(new Object()))) {
      assertThatThrownBy(() -> HashPartitioner.hash(key))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("Cannot place a key of type");
    }
  }

  @Test
  void elementsOfEveryKindHaveAHashCodeThatDoesNotChange() {
    assertThat(HashPartitioner.hashOfAny(new byte[] {1, 2}))
        .isEqualTo(HashPartitioner.hashOfAny(new byte[] {1, 2}))
        .isNotEqualTo(HashPartitioner.hashOfAny(new byte[] {2, 1}));
    assertThat(HashPartitioner.hashOfAny(new Holder(new Object[] {DayOfWeek.MONDAY, new int[3]})))
        .isEqualTo(
            HashPartitioner.hashOfAny(new Holder(new Object[] {DayOfWeek.MONDAY, new int[3]})));
    assertThat(HashPartitioner.hashOfAny(new Object())).isZero();
  }
}
