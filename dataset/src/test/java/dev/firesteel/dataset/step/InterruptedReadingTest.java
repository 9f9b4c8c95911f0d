package dev.firesteel.dataset.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cancelled task's thread is interrupted: endless sources end. */
class InterruptedReadingTest {
  private long taken;
  private final Sink<Long> sink =
      element -> {
        if (++taken == 100) {
          Thread.currentThread().interrupt();
        }
        assertThat(taken).isLessThan(1000);
      };

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  private static Stream<Long> endless() {
    return Stream.iterate(0L, i -> i + 1);
  }

  @Test
  void pushingEnds() {
    Cursor<Long> elements = Cursors.of(endless().iterator());
    assertThatThrownBy(() -> elements.forEachRemaining(sink))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void pullingEnds() {
    Iterator<Long> elements = Cursors.iterator(Cursors.of(endless().iterator()));
    assertThatThrownBy(
            () -> {
              while (elements.hasNext()) {
                sink.accept(elements.next());
              }
            })
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void anEndlessStreamOfOneElementEnds() {
    StreamPush<Long> push = new StreamPush<>(sink);
    assertThatThrownBy(() -> push.all(endless())).isInstanceOf(InterruptedException.class);
  }
}
