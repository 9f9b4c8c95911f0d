package dev.firesteel.benchmarks.hdfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What somebody would write who wants nothing but to count the newlines of a file fast: threads
 * that each read one part of it through Hadoop's client, from front to back, in reads of 1 MiB.
 * Newlines are counted eight bytes at a time.
 */
final class PlainClient {
  private static final int BUFFER = 1 << 20;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;
  private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;

  private PlainClient() {}

  static long newlines(FileSystem files, Path file, int threads) throws IOException {
    long length = files.getFileStatus(file).getLen();
    List<Callable<Long>> parts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      long from = length * i / threads;
      long to = length * (i + 1) / threads;
      parts.add(() -> newlines(files, file, from, to));
    }
    ExecutorService readers = Executors.newFixedThreadPool(threads);
    try {
      long sum = 0;
      for (Future<Long> part : readers.invokeAll(parts)) {
        sum += part.get();
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IOException("Cannot scan " + file, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    } finally {
      readers.shutdownNow();
    }
  }

  private static long newlines(FileSystem files, Path file, long from, long to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long count = 0;
    try (FSDataInputStream in = files.open(file)) {
      in.seek(from);
      for (long at = from; at < to; ) {
        int read = in.read(buffer, 0, (int) Math.min(BUFFER, to - at));
        if (read < 0) {
          throw new IOException(file + " ends at byte " + at);
        }
        count += newlines(buffer, read);
        at += read;
      }
    }
    return count;
  }

  private static int newlines(byte[] bytes, int length) {
    int count = 0;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      long word = (long) WORDS.get(bytes, i) ^ NEWLINES;
      count += Long.bitCount(~(((word & LOWS) + LOWS) | word | LOWS));
    }
    for (; i < length; i++) {
      count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
  }
}
