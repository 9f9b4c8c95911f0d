package dev.firesteel.containers.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DataTest {
  @Test
  void recordsHaveHundredBytesWithTheLinesEndAndDiffer() {
    assertThat(IntStream.range(0, 1_000).mapToObj(Data::record))
        .allMatch(record -> record.length() == 99)
        .doesNotHaveDuplicates();
  }

  @Test
  void ordersAreOfPersonsAndOfSomeWhoAreNone() {
    int[] persons =
        IntStream.range(0, 10_000)
            .map(order -> Integer.parseInt(Data.order(order, 1_000).split("\t")[1]))
            .toArray();
    assertThat(IntStream.of(persons)).allMatch(person -> person >= 0 && person < 1_100);
    assertThat(IntStream.of(persons).filter(person -> person >= 1_000)).isNotEmpty();
  }

  @Test
  void eachNodeHasLinks() {
    assertThat(IntStream.range(0, 500).mapToObj(link -> Data.link(link, 100)))
        .allMatch(link -> link.matches("n\\d{1,2} n\\d{1,2}"));
  }

  @Test
  void workIsTheSameEachTime() throws Exception {
    assertThat(SlowMain.scramble(3, 1_000))
        .isEqualTo(SlowMain.scramble(3, 1_000))
        .isNotEqualTo(SlowMain.scramble(4, 1_000));
  }
}
