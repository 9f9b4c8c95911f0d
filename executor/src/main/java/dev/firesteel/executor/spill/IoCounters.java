package dev.firesteel.executor.spill;

/** Bytes that one task moved. Used by the task's own thread. */
public final class IoCounters {
  private long shuffleBytesRead;
  private long shuffleBytesWritten;
  private long spilledBytes;

  /** Compressed bytes of shuffle blocks read. */
  public long shuffleBytesRead() {
    return shuffleBytesRead;
  }

  /** Compressed bytes of shuffle blocks written. */
  public long shuffleBytesWritten() {
    return shuffleBytesWritten;
  }

  /** Bytes written to disk for lack of memory. */
  public long spilledBytes() {
    return spilledBytes;
  }

  /** Counts bytes read from shuffle blocks. */
  public void addShuffleRead(long bytes) {
    shuffleBytesRead += bytes;
  }

  /** Counts bytes written to shuffle blocks. */
  public void addShuffleWritten(long bytes) {
    shuffleBytesWritten += bytes;
  }

  /** Counts bytes written for lack of memory. */
  public void addSpilled(long bytes) {
    spilledBytes += bytes;
  }
}
