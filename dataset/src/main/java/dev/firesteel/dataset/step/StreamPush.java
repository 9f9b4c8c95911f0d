package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Sink;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pushes streams to a sink; an endless stream ends when the sink is done. */
final class StreamPush<B extends @Nullable Object> implements Consumer<B> {
  private final Sink<? super B> down;

  StreamPush(Sink<? super B> down) {
    this.down = down;
  }

  @Override
  public void accept(B element) {
    try {
      down.accept(element);
    } catch (Exception e) {
      throw Cursors.<RuntimeException>raise(e);
    }
  }

  void all(@Nullable Stream<? extends B> stream) {
    if (stream == null) {
      return;
    }
    try (stream) {
      Spliterator<? extends B> elements = stream.spliterator();
      if (elements.hasCharacteristics(Spliterator.SIZED)) {
        elements.forEachRemaining(this);
        return;
      }
      while (!down.done()) {
        if (!elements.tryAdvance(this)) {
          return;
        }
      }
    }
  }
}
