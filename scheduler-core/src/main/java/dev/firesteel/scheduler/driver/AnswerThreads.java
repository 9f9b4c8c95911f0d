package dev.firesteel.scheduler.driver;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that finish jobs nobody waits for: they run what the user attached, which may block, so
 * there are as many as are needed, and none when none is.
 */
final class AnswerThreads implements Executor, AutoCloseable {
  private static final String NAME = "firesteel-answers";
  private static final long IDLE_SECONDS = 2;
  private static final long PATIENCE_SECONDS = 1;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          AnswerThreads::thread);

  private static Thread thread(Runnable run) {
    Thread thread = new Thread(run, NAME);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable command) {
    try {
      threads.execute(command);
    } catch (RejectedExecutionException e) {
      command.run(); // closed: the thread that closes ends the last jobs
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    if (Thread.currentThread().getName().equals(NAME)) {
      return; // closed by what a user attached
    }
    boolean interrupted = Thread.interrupted();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
