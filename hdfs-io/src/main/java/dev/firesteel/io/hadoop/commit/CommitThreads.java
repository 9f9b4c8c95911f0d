package dev.firesteel.io.hadoop.commit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Commits many tasks at a time: each is some requests to the storage, which wait for it. */
final class CommitThreads {
  private static final int AT_A_TIME = 16;
  private static final int WORTH_THREADS = 16;

  /** Commits one task. */
  interface Step {
    void run(int partition) throws IOException;
  }

  private CommitThreads() {}

  /**
   * Runs a step for each partition. After a failure or an interruption no step is begun, and those
   * begun have ended.
   */
  static void forEach(int partitions, Step step) throws IOException {
    if (partitions < WORTH_THREADS) {
      for (int i = 0; i < partitions; i++) {
        step.run(i);
      }
      return;
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, task -> thread(task, loader));
    try {
      List<Future<?>> all = new ArrayList<>(partitions);
      for (int i = 0; i < partitions; i++) {
        int partition = i;
        all.add(
            threads.submit(
                () -> {
                  step.run(partition);
                  return partition;
                }));
      }
      for (Future<?> each : all) {
        await(each);
      }
    } finally {
      CommitWork.end(threads);
    }
  }

  private static void await(Future<?> step) throws IOException {
    try {
      CommitWork.await(step);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static InterruptedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException e = new InterruptedIOException("interrupted");
    e.initCause(cause);
    return e;
  }

  private static Thread thread(Runnable task, ClassLoader loader) {
    Thread thread = new Thread(task, "firesteel-commit");
    thread.setContextClassLoader(loader);
    thread.setDaemon(true);
    return thread;
  }
}
