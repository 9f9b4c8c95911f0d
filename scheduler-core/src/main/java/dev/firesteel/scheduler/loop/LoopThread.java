package dev.firesteel.scheduler.loop;

/** The thread of a loop. */
public final class LoopThread implements AutoCloseable {
  private static final long JOIN_MILLIS = 5_000;

  private final EventLoop loop;
  private final Thread thread;

  private LoopThread(EventLoop loop, String name) {
    this.loop = loop;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Runs a loop on a thread of its own until it is closed. */
  public static LoopThread start(EventLoop loop, String name) {
    LoopThread started = new LoopThread(loop, name);
    started.thread.start();
    return started;
  }

  private void run() {
    while (!loop.isStopped()) {
      if (!loop.step()) {
        loop.await();
      }
    }
  }

  /** Whether the caller is this thread, which must not wait for the loop. */
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Ends the thread after its present cycle and waits for it. Idempotent. */
  @Override
  public void close() {
    loop.stop();
    if (isCurrent()) {
      return;
    }
    boolean interrupted = false;
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
