package dev.firesteel.it.chaos;

import dev.firesteel.it.chaos.Fault.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does to executors what is planned, on a thread of its own, until it is closed. */
final class Tormentor implements AutoCloseable {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "chaos");
            made.setDaemon(true);
            return made;
          });
  private final CountDownLatch open;
  private final ExecutorProcesses executors;

  // Guarded by this.
  private final List<Done> done = new ArrayList<>();
  private final Set<Long> stopped = new LinkedHashSet<>();
  private boolean over;

  /**
   * A fault that happened.
   *
   * @param kind what was done
   * @param process to whom
   * @param millis when, from the job's start
   */
  record Done(Kind kind, long process, long millis) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d %s at %.1f s",
          process,
          kind.toString().toLowerCase(Locale.ROOT),
          millis / 1e3);
    }
  }

  private Tormentor(List<Fault> plan, ExecutorProcesses executors) {
    this.executors = executors;
    this.open = new CountDownLatch(plan.size());
    long start = System.nanoTime();
    for (Fault fault : plan) {
      later(
          () -> {
            strike(fault, start);
            open.countDown();
          },
          fault.atMillis());
    }
  }

  /** Begins now. */
  static Tormentor start(List<Fault> plan, ExecutorProcesses executors) {
    return new Tormentor(plan, executors);
  }

  private void later(Runnable what, long millis) {
    var unused = thread.schedule(what, millis, TimeUnit.MILLISECONDS);
  }

  /** Whether all that was planned has been tried. */
  boolean finished() {
    return open.getCount() == 0;
  }

  /** What was done until now. */
  synchronized List<Done> done() {
    return List.copyOf(done);
  }

  private synchronized void strike(Fault fault, long start) {
    List<ProcessHandle> healthy =
        executors.living().stream().filter(process -> !stopped.contains(process.pid())).toList();
    if (over || healthy.isEmpty()) {
      return;
    }
    ProcessHandle victim = healthy.get(fault.victim() % healthy.size());
    switch (fault.kind()) {
      case KILLED -> victim.destroyForcibly();
      case PAUSED -> {
        stop(victim);
        later(() -> wake(victim), fault.pauseMillis());
      }
      case FROZEN -> stop(victim);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    done.add(new Done(fault.kind(), victim.pid(), millis));
  }

  private void stop(ProcessHandle victim) {
    stopped.add(victim.pid());
    signal("-STOP", victim);
  }

  private synchronized void wake(ProcessHandle victim) {
    if (stopped.remove(victim.pid()) && victim.isAlive()) {
      signal("-CONT", victim);
    }
  }

  private static void signal(String signal, ProcessHandle to) {
    try {
      Process kill =
          new ProcessBuilder("kill", signal, Long.toString(to.pid()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot send a signal: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** No more faults. What is paused or frozen stays so. */
  @Override
  public synchronized void close() {
    over = true;
    thread.shutdownNow();
  }
}
