package dev.firesteel.io.mapreduce;

import dev.firesteel.api.split.ReadContext;
import org.apache.hadoop.fs.FileSystem;

/**
 * Tells a task the bytes that Hadoop's file systems read on its thread. A format that reads
 * elsewhere is taken to have read its split once it is at the end.
 */
final class ReadBytes {
  private final ReadContext task;
  private final long before;
  private long told;

  ReadBytes(ReadContext task) {
    this.task = task;
    before = onThisThread();
  }

  void tell() {
    long read = onThisThread() - before;
    if (read > told) {
      task.bytesRead(read - told);
      told = read;
    }
  }

  /** Of a split that was read to its end. */
  void tellAll(long length) {
    tell();
    if (told == 0 && length > 0) {
      task.bytesRead(length);
      told = length;
    }
  }

  @SuppressWarnings("deprecation")
  private static long onThisThread() {
    long sum = 0;
    for (FileSystem.Statistics each : FileSystem.getAllStatistics()) {
      sum += each.getThreadStatistics().getBytesRead();
    }
    return sum;
  }
}
