package dev.firesteel.io.input;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Threads for one piece of planning: made when there is work for several, ended with it. */
final class Crew implements AutoCloseable {
  private final int size;
  private @Nullable ExecutorService threads;

  /** At most {@code size} threads. */
  Crew(int size) {
    this.size = size;
  }

  /**
   * Does the work for all items and gives the results in the items' order. Single items, and all
   * work of a crew of one, are done by the calling thread.
   *
   * @throws InterruptedException if the calling thread is interrupted; unfinished work is
   *     interrupted too
   */
  <A, B> List<B> all(List<A> items, Function<A, B> work) throws InterruptedException {
    List<B> results = new ArrayList<>(items.size());
    if (items.size() == 1 || size == 1) {
      for (A item : items) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        results.add(work.apply(item));
      }
      return results;
    }
    List<Callable<B>> calls = new ArrayList<>(items.size());
    items.forEach(item -> calls.add(() -> work.apply(item)));
    for (Future<B> done : threads().invokeAll(calls)) {
      results.add(result(done));
    }
    return results;
  }

  private static <B> B result(Future<B> done) throws InterruptedException {
    try {
      return done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unexpected) {
        throw unexpected;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private ExecutorService threads() {
    ExecutorService known = threads;
    if (known == null) {
      AtomicInteger number = new AtomicInteger();
      known =
          Executors.newFixedThreadPool(
              size,
              work -> {
                Thread thread = new Thread(work, "firesteel-listing-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
              });
      threads = known;
    }
    return known;
  }

  /** Ends the threads; those that still wait for a file system are interrupted. */
  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
