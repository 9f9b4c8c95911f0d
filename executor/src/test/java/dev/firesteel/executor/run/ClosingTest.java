package dev.firesteel.executor.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> closed = new ArrayList<>();
  private final Closing resources = new Closing();

  private void add(String name) {
    AutoCloseable unused = resources.add(() -> closed.add(name));
  }

  @Test
  void aFailureOfOneKeepsNoOtherOpen() {
    add("first");
    AutoCloseable unused =
        resources.add(
            () -> {
              throw new IllegalStateException("broken");
            });
    add("last");
    resources.close();
    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void aClassThatIsNotThereAnyMoreKeepsNoOtherOpen() {
    add("first");
    AutoCloseable unused =
        resources.add(
            () -> {
              throw new NoClassDefFoundError("gone with the container's directory");
            });
    resources.close();
    assertThat(closed).containsExactly("first");
  }

  @Test
  void whatComesLateIsClosedAtOnce() {
    resources.close();
    add("late");
    assertThat(closed).containsExactly("late");
  }
}
