package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Sink;
import org.jspecify.annotations.Nullable;

/** Takes a parent's elements and pushes to the next sink; done when that is. */
abstract class Link<A extends @Nullable Object, B extends @Nullable Object> implements Sink<A> {
  final Sink<? super B> down;

  Link(Sink<? super B> down) {
    this.down = down;
  }

  @Override
  public boolean done() {
    return down.done();
  }
}
