package dev.firesteel.api.backend;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * A tool for backends: runs steps one at a time, in order, on the threads that bring them and
 * outside every lock; a step brought by a step, or while another thread runs one, runs after it. A
 * backend that changes its state under a lock, adds its events as steps there and runs the lane
 * without the lock keeps the rules T2 and T3.
 */
public final class EventLane {
  private final Consumer<RuntimeException> failures;
  private final Queue<Runnable> steps = new ArrayDeque<>();
  private boolean running;

  /**
   * Empty.
   *
   * @param failures is given what a step throws, to log it; the next step runs all the same
   */
  public EventLane(Consumer<RuntimeException> failures) {
    this.failures = failures;
  }

  /** Adds a step; the caller may hold locks, and calls {@link #run} when it holds none. */
  public synchronized void add(Runnable step) {
    steps.add(step);
  }

  /**
   * Runs all steps that wait, unless another thread or a caller of this one does so already. An
   * error of a step is thrown; the steps behind it wait for the next call.
   */
  public void run() {
    if (!enter()) {
      return;
    }
    try {
      for (Optional<Runnable> step = next(); step.isPresent(); step = next()) {
        guarded(step.get());
      }
    } catch (RuntimeException | Error e) {
      leave();
      throw e;
    }
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      failures.accept(e);
    }
  }

  private synchronized boolean enter() {
    if (running) {
      return false;
    }
    running = true;
    return true;
  }

  private synchronized void leave() {
    running = false;
  }

  private synchronized Optional<Runnable> next() {
    Optional<Runnable> step = Optional.ofNullable(steps.poll());
    running = step.isPresent();
    return step;
  }
}
