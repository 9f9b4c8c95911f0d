package dev.firesteel.dataset.primitive;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;

/**
 * Takes pairs of primitives, as a key and the 64 bits of a value where the source has them so, else
 * boxed.
 *
 * @param <N> the values' box: Long or Double
 */
public interface PairSink<N extends Number> extends Sink<Pair<Long, N>> {
  /** Takes one pair. */
  void acceptBits(long key, long bits) throws Exception;

  @Override
  default void accept(Pair<Long, N> pair) throws Exception {
    Long key = pair.key();
    Number value = pair.value();
    if (key == null || value == null) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot take pair "
              + pair
              + " as primitives: null is none (filter such pairs out before, or stay with"
              + " PairDataset)");
    }
    acceptBits(key, ValueKind.bits(value));
  }

  /** The sink itself if it takes primitives, else one that boxes for it. */
  @SuppressWarnings("unchecked") // a sink of these pairs that takes primitives takes these
  static <N extends Number> PairSink<N> of(Sink<? super Pair<Long, N>> sink, ValueKind kind) {
    Object known = sink;
    return known instanceof PairSink<?>
        ? (PairSink<N>) known
        : new PairSink<>() {
          @Override
          public void acceptBits(long key, long bits) throws Exception {
            sink.accept(Pair.of(key, (N) kind.box(bits)));
          }

          @Override
          public boolean done() {
            return sink.done();
          }
        };
  }
}
