package dev.firesteel.backend.yarn;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Runs steps one at a time, in order, on the threads that bring them and outside every lock: a step
 * brought by a step, or while another thread runs one, runs after it (rules T2 and T3).
 */
final class EventLane {
  private static final Logger LOG = LogManager.getLogger(EventLane.class);

  private final Queue<Runnable> steps = new ArrayDeque<>();
  private boolean running;

  /** Adds a step; the caller may hold locks, and calls {@link #run} when it holds none. */
  synchronized void add(Runnable step) {
    steps.add(step);
  }

  /** Runs all steps that wait, unless another thread or a caller of this one does so already. */
  void run() {
    if (!enter()) {
      return;
    }
    for (Optional<Runnable> step = next(); step.isPresent(); step = next()) {
      try {
        step.get().run();
      } catch (RuntimeException e) {
        LOG.error("An event of the YARN backend failed in its receiver", e);
      }
    }
  }

  private synchronized boolean enter() {
    if (running) {
      return false;
    }
    running = true;
    return true;
  }

  private synchronized Optional<Runnable> next() {
    Optional<Runnable> step = Optional.ofNullable(steps.poll());
    running = step.isPresent();
    return step;
  }
}
