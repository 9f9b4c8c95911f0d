package dev.firesteel.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TaskInputTest {
  @Test
  void noInputIsNoBytes() {
    assertThat(TaskInput.encode(List.of())).isEmpty();
    assertThat(TaskInput.decode(new byte[0])).isEmpty();
  }

  @Test
  void inputsComeBackInTheirOrder() {
    byte[] large = new byte[300];
    large[299] = 7;
    List<TaskInput> back =
        TaskInput.decode(
            TaskInput.encode(
                List.of(
                    new TaskInput(0, 99_999, new byte[] {1, 2}),
                    new TaskInput(200, Integer.MAX_VALUE, large))));
    assertThat(back).hasSize(2);
    assertThat(back.get(0).partition()).isEqualTo(99_999);
    assertThat(back.get(0).split()).containsExactly(1, 2);
    assertThat(back.get(1).source()).isEqualTo(200);
    assertThat(back.get(1).partition()).isEqualTo(Integer.MAX_VALUE);
    assertThat(back.get(1).split()).isEqualTo(large);
  }

  @Test
  void refusesInputThatWasCut() {
    byte[] whole = TaskInput.encode(List.of(new TaskInput(0, 5, new byte[] {1, 2, 3})));
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> TaskInput.decode(cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("damaged");
    }
  }
}
