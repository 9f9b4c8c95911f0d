package dev.firesteel.io.hadoop.commit;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How the thread that commits waits for those that help it. */
public final class CommitWork {
  private CommitWork() {}

  /**
   * Waits for a piece of work. Notices an interruption also where the work is done: a future that
   * is done does not look.
   *
   * @throws ExecutionException the work failed
   * @throws InterruptedException this thread is interrupted
   */
  public static void await(Future<?> work) throws ExecutionException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    work.get();
  }

  /** Ends threads; waits for what still runs, since what it makes must be undone too. */
  public static void end(ExecutorService threads) {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      threads.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
