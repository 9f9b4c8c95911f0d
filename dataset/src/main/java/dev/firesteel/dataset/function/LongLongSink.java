package dev.firesteel.dataset.function;

/** Takes pairs of primitives, one by one. Used by one thread at a time. */
@FunctionalInterface
public interface LongLongSink {
  /** Takes one pair. */
  void accept(long key, long value) throws Exception;
}
