package dev.firesteel.it.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The executors of a session on {@code local-cluster}: the processes that this one started since.
 * Used while nothing else in this JVM starts processes. Not safe for threads.
 */
final class ExecutorProcesses {
  private final Set<ProcessHandle> before = Set.copyOf(ProcessHandle.current().children().toList());
  private final Map<Long, ProcessHandle> seen = new LinkedHashMap<>();

  /** Those that live, in the order of their ids. */
  List<ProcessHandle> living() {
    List<ProcessHandle> living =
        ProcessHandle.current()
            .children()
            .filter(child -> !before.contains(child) && child.isAlive())
            .sorted()
            .toList();
    living.forEach(process -> seen.put(process.pid(), process));
    return living;
  }

  /** Waits for the end of all that were ever seen; those that do not end. */
  List<Long> left(long seconds) throws InterruptedException {
    living();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<Long> left = new ArrayList<>();
    for (ProcessHandle process : seen.values()) {
      try {
        process.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
        left.add(process.pid());
      }
    }
    return left;
  }
}
