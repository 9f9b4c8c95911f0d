package dev.firesteel.dataset.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.lineage.NaturalOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Range partitioners, whether their borders were given or sampled, are equal by their borders. */
class RangePartitionerTest {
  private static RangePartitioner<Object> ranges(int border) {
    return new RangePartitioner<>(2, List.of(border), NaturalOrder.ASCENDING);
  }

  private static SampledPartitioner sampled(int border) {
    return new SampledPartitioner(2, () -> ranges(border));
  }

  @Test
  void aSampledPartitionerEqualsItselfOnlyUntilItIsSampled() {
    SampledPartitioner later = sampled(5);
    assertThat(later).isEqualTo(later).isNotEqualTo(sampled(5)).isNotEqualTo(ranges(5));
    assertThat(ranges(5)).isNotEqualTo(later);
  }

  @Test
  void equalityHoldsBothWays() {
    SampledPartitioner one = sampled(5);
    SampledPartitioner same = sampled(5);
    SampledPartitioner other = sampled(6);
    List.of(one, same, other).forEach(SampledPartitioner::prepare);
    assertThat(one).isEqualTo(same).isEqualTo(ranges(5)).isNotEqualTo(other);
    assertThat(ranges(5)).isEqualTo(one).isNotEqualTo(other).isEqualTo(ranges(5));
    assertThat(one).hasSameHashCodeAs(ranges(5)).hasSameHashCodeAs(same);
  }
}
