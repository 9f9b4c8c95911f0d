package dev.firesteel.dataset.primitive;

import dev.firesteel.api.split.Sink;

/** Takes pairs of primitives and pushes to the next sink; done when that is. */
abstract class PairLink<N extends Number> implements PairSink<N> {
  private final Sink<?> down;

  PairLink(Sink<?> down) {
    this.down = down;
  }

  @Override
  public boolean done() {
    return down.done();
  }
}
