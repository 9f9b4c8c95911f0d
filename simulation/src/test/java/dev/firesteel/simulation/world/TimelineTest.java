package dev.firesteel.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimelineTest {
  private final Timeline time = new Timeline();
  private final List<String> done = new ArrayList<>();

  @Test
  void nothingIsDoneInThePastOrSkipped() {
    time.after(5, () -> done.add("due"));
    assertThatThrownBy(() -> time.after(-1, () -> {})).hasMessageContaining("-1 ns in the past");
    assertThatThrownBy(() -> time.advance(6)).hasMessage("Cannot go from 0 to 6");
  }

  @Test
  void thingsAreDoneInTheOrderOfTheirTimesAndOfTheirCalls() {
    time.after(5, () -> done.add("third"));
    time.after(3, () -> time.after(2, () -> done.add("fourth")));
    time.after(2, () -> done.add("first"));
    time.after(2, () -> done.add("second"));
    while (time.step()) {
      assertThat(time.now()).isLessThanOrEqualTo(5);
    }
    assertThat(done).containsExactly("first", "second", "third", "fourth");
    assertThat(time.nextAt()).isEqualTo(Long.MAX_VALUE);
  }
}
