package dev.firesteel.backend.mesos.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A thread and a timer that are stepped by hand. */
final class HandTimer extends AbstractExecutorService implements ScheduledExecutorService {
  private final Queue<Runnable> steps = new ArrayDeque<>();
  private final PriorityQueue<Timed> timed = new PriorityQueue<>();
  private long now;
  private boolean shut;

  /** Runs all steps that wait. */
  void run() {
    for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
      step.run();
    }
  }

  /** Lets time pass, and what it brings. */
  void pass(Duration time) {
    long until = now + time.toNanos();
    run();
    while (!timed.isEmpty() && timed.peek().due <= until) {
      Timed next = timed.poll();
      now = next.due;
      next.run();
      run();
    }
    now = until;
  }

  @Override
  public void execute(Runnable step) {
    if (!shut) {
      steps.add(step);
    }
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable step, long delay, TimeUnit unit) {
    Timed task = new Timed(step, now + unit.toNanos(delay));
    timed.add(task);
    return task;
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> step, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable r, long d, long p, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(Runnable r, long d, long p, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {
    shut = true;
    timed.clear();
  }

  @Override
  public List<Runnable> shutdownNow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isShutdown() {
    return shut;
  }

  @Override
  public boolean isTerminated() {
    return shut && steps.isEmpty();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  private static final class Timed extends FutureTask<Void> implements ScheduledFuture<Void> {
    private final long due;

    Timed(Runnable step, long due) {
      super(step, null);
      this.due = due;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(due, ((Timed) other).due);
    }
  }
}
