package dev.firesteel.io.output;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.hadoop.commit.CommitWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does something with each of many files, 16 at a time: a name node answers thousands of requests a
 * second, and each takes its way there and back.
 */
final class ManyAtATime {
  private static final int THREADS = 16;
  private static final int WORTH_THREADS = 64;

  private ManyAtATime() {}

  /**
   * Does it with each, in no order; begins no further one after a failure. Nothing runs any more
   * when this returns, also after an interruption.
   *
   * @throws FiresteelException the first failure
   */
  static <T> void each(List<T> all, Consumer<T> work) {
    if (all.size() < WORTH_THREADS) {
      all.forEach(work);
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, ManyAtATime::thread);
    AtomicBoolean failed = new AtomicBoolean();
    try {
      List<Future<?>> running = new ArrayList<>(all.size());
      for (T one : all) {
        running.add(threads.submit(() -> unlessFailed(failed, one, work)));
      }
      RuntimeException first = null;
      for (Future<?> each : running) {
        first = result(each, first);
      }
      if (first != null) {
        throw first;
      }
    } finally {
      failed.set(true);
      CommitWork.end(threads);
    }
  }

  private static <T> void unlessFailed(AtomicBoolean failed, T one, Consumer<T> work) {
    if (failed.get()) {
      return;
    }
    boolean done = false;
    try {
      work.accept(one);
      done = true;
    } finally {
      if (!done) {
        failed.set(true);
      }
    }
  }

  private static @Nullable RuntimeException result(
      Future<?> work, @Nullable RuntimeException first) {
    if (first != null) {
      return first;
    }
    try {
      CommitWork.await(work);
      return null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof RuntimeException known
          ? known
          : new FiresteelException(ErrorCategory.INTERNAL, "Cannot commit output", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new FiresteelException(
          ErrorCategory.CANCELLED, "Cannot commit output: interrupted", e);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "firesteel-commit");
    thread.setDaemon(true);
    return thread;
  }
}
