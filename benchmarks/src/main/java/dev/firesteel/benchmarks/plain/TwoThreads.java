package dev.firesteel.benchmarks.plain;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Work that is cut into parts, done by as many threads as {@code local[2]} has. */
final class TwoThreads {
  private TwoThreads() {}

  /** What was made of each part, in their order. */
  static <T> List<T> each(int parts, IntFunction<T> work) {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<T>> results =
          IntStream.range(0, parts).mapToObj(part -> pool.submit(() -> work.apply(part))).toList();
      return results.stream().map(TwoThreads::result).toList();
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A part of the work failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
