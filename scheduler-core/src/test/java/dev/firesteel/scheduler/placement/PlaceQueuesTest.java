package dev.firesteel.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tasks come up at the places that they wish while they are pending. */
final class PlaceQueuesTest {
  private final byte[] states = new byte[10];
  private final PlaceQueues queues = new PlaceQueues(states);

  @Test
  void aPlaceThatNobodyWishesHasNothing() {
    queues.sort(3);
    assertThat(queues.any(2)).isFalse();
    assertThat(queues.poll(2)).isNegative();
    assertThat(queues.any(1000)).isFalse();
  }

  @Test
  void eachPlaceHasItsTasksInTheirOrder() {
    queues.stage(2, 0);
    queues.stage(0, 0);
    queues.stage(2, 1);
    queues.stage(0, 3);
    queues.sort(3);
    assertThat(polled(2)).isEqualTo(0);
    assertThat(polled(2)).isEqualTo(1);
    assertThat(queues.any(2)).isFalse();
    assertThat(polled(0)).as("0 is placed already").isEqualTo(3);
    assertThat(queues.poll(0)).isNegative();
    assertThat(queues.poll(1)).isNegative();
  }

  @Test
  void whatComesLaterComesUpAfterwards() {
    queues.stage(1, 4);
    queues.sort(2);
    queues.add(1, 5);
    queues.add(7, 5);
    assertThat(queues.any(7)).isTrue();
    assertThat(polled(1)).isEqualTo(4);
    assertThat(polled(1)).isEqualTo(5);
    assertThat(queues.any(7)).as("5 is placed already").isFalse();
    queues.add(7, 6);
    assertThat(polled(7)).isEqualTo(6);
  }

  private int polled(int place) {
    int task = queues.poll(place);
    states[task] = TaskState.PLACED.code();
    return task;
  }
}
