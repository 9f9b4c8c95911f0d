package dev.firesteel.backend.tck;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The test executors that have shown up. */
final class Roster {
  private final Map<String, TestExecutor> byId = new HashMap<>();

  synchronized void add(String id, TestExecutor executor) {
    byId.put(id, executor);
    notifyAll();
  }

  synchronized List<TestExecutor> all() {
    return List.copyOf(byId.values());
  }

  synchronized Optional<TestExecutor> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized Optional<TestExecutor> await(String id, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toNanos();
          left > 0 && !byId.containsKey(id);
          left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return find(id);
  }
}
