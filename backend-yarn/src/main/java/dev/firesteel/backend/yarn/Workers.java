package dev.firesteel.backend.yarn;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Threads for what waits for the network; they come when needed and go when idle. A node that does
 * not answer holds few of them, so that steps for others go on.
 */
final class Workers {
  private static final Logger LOG = LogManager.getLogger(Workers.class);
  private static final int MOST_OF_A_NODE = 2;
  private static final int MOST_OF_NODES = 128;
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE.toNanos(),
          TimeUnit.NANOSECONDS,
          new SynchronousQueue<>(),
          body -> {
            Thread thread = new Thread(body, "yarn-worker");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Queue<Runnable>> waiting = new LinkedHashMap<>(); // guarded by this
  private final Map<String, Integer> busy = new HashMap<>(); // guarded by this
  private int running; // guarded by this: steps for nodes
  private boolean closed; // guarded by this

  private record Turn(String node, Runnable step) {}

  /** Runs a step now; after {@link #close} nothing happens. */
  synchronized void run(Runnable step) {
    if (!closed) {
      pool.execute(() -> guarded(step));
    }
  }

  /** Runs a step soon, in the order of steps for the node; after {@link #close} nothing happens. */
  synchronized void run(String node, Runnable step) {
    if (!closed) {
      waiting.computeIfAbsent(node, name -> new ArrayDeque<>()).add(step);
      dispatch();
    }
  }

  private synchronized void dispatch() {
    for (Optional<Turn> turn = next(); turn.isPresent(); turn = next()) {
      Turn taken = turn.get();
      pool.execute(
          () -> {
            try {
              guarded(taken.step());
            } finally {
              ended(taken.node());
            }
          });
    }
  }

  /** Takes a step of the first node that may have one more; the node goes behind the others. */
  private Optional<Turn> next() {
    if (running >= MOST_OF_NODES) {
      return Optional.empty();
    }
    for (Iterator<Map.Entry<String, Queue<Runnable>>> each = waiting.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<String, Queue<Runnable>> entry = each.next();
      String node = entry.getKey();
      if (busy.getOrDefault(node, 0) < MOST_OF_A_NODE) {
        Queue<Runnable> steps = entry.getValue();
        Runnable step = steps.remove();
        each.remove();
        if (!steps.isEmpty()) {
          waiting.put(node, steps);
        }
        busy.merge(node, 1, Integer::sum);
        running++;
        return Optional.of(new Turn(node, step));
      }
    }
    return Optional.empty();
  }

  private synchronized void ended(String node) {
    running--;
    busy.computeIfPresent(node, (name, count) -> count == 1 ? null : count - 1);
    dispatch();
    endIfDone();
  }

  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("A step of the YARN backend failed", e);
    }
  }

  /** Ends the threads when their steps are done. */
  synchronized void close() {
    closed = true;
    endIfDone();
  }

  private void endIfDone() {
    if (closed && waiting.isEmpty()) {
      pool.shutdown();
    }
  }
}
