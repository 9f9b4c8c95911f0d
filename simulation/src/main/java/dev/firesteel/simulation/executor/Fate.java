package dev.firesteel.simulation.executor;

/**
 * What becomes of one attempt.
 *
 * @param nanos time it computes, after all is read
 * @param end how it ends
 * @param interruptible whether it ends at once when it is cancelled
 */
public record Fate(long nanos, End end, boolean interruptible) {
  /** How an attempt ends. */
  public enum End {
    /** With its result. */
    RESULT,
    /** It throws. */
    THROWS,
    /** Its executor runs out of memory: the executor leaves, the attempt with it. */
    OUT_OF_MEMORY
  }
}
