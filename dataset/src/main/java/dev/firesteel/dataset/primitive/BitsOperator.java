package dev.firesteel.dataset.primitive;

/** A function of the bits of two values. */
@FunctionalInterface
public interface BitsOperator {
  /** The bits of both values in one; the first came earlier. */
  long apply(long first, long second) throws Exception;
}
