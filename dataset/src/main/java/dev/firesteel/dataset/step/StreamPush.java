package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Sink;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pushes streams to a sink; an endless stream ends when the sink is done or the thread is
 * interrupted.
 */
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

  void all(@Nullable Stream<? extends B> stream) throws InterruptedException {
    if (stream == null) {
      return;
    }
    try (stream) {
      Spliterator<? extends B> elements = stream.spliterator();
      if (elements.hasCharacteristics(Spliterator.SIZED)) {
        elements.forEachRemaining(this);
        return;
      }
      for (int steps = 0; !down.done() && elements.tryAdvance(this); steps++) {
        if ((steps & 63) == 63 && Thread.currentThread().isInterrupted()) {
          throw new InterruptedException("interrupted in an endless stream");
        }
      }
    }
  }
}
