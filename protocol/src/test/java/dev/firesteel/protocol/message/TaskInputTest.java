package dev.firesteel.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.protocol.wire.MalformedException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskInputTest {
  private static final List<TaskInput> INPUTS =
      List.of(
          new TaskInput(0, 0, new byte[0]),
          new TaskInput(300, Integer.MAX_VALUE, new byte[] {1, 2, 3}),
          new TaskInput(1, 7, new byte[1_000]));

  @Test
  void inputsComeBackAsTheyWere() {
    assertThat(TaskInput.decode(TaskInput.encode(INPUTS)))
        .usingRecursiveComparison()
        .isEqualTo(INPUTS);
  }

  @Test
  void noInputsTakeNoBytes() {
    assertThat(TaskInput.encode(List.of())).isEmpty();
    assertThat(TaskInput.decode(new byte[0])).isEmpty();
  }

  @Test
  void damageIsRefused() {
    byte[] bytes = TaskInput.encode(INPUTS);
    assertThatThrownBy(() -> TaskInput.decode(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> TaskInput.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> TaskInput.decode(new byte[] {-1, -1, -1, -1, 7}))
        .isInstanceOf(MalformedException.class);
  }
}
