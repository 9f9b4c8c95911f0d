package dev.firesteel.protocol.message;

/**
 * What a task did.
 *
 * @param inputBytes bytes read from sources
 * @param shuffleBytesRead compressed bytes of shuffle blocks read
 * @param shuffleBytesWritten compressed bytes of shuffle blocks written
 * @param spilledBytes bytes written to disk for lack of memory
 * @param peakMemory the most execution memory it held, in bytes
 */
public record TaskMetrics(
    long inputBytes,
    long shuffleBytesRead,
    long shuffleBytesWritten,
    long spilledBytes,
    long peakMemory) {
  /** Nothing. */
  public static final TaskMetrics NONE = new TaskMetrics(0, 0, 0, 0, 0);
}
