package dev.firesteel.executor.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What an executor must close at its end, last opened first. Safe for any thread. */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Closing.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /** Closes this at the end, or at once if the end has come. */
  <C extends AutoCloseable> C add(C resource) {
    synchronized (this) {
      if (!closed) {
        open.push(resource);
        return resource;
      }
    }
    close(resource);
    return resource;
  }

  @Override
  public void close() {
    while (true) {
      AutoCloseable next;
      synchronized (this) {
        closed = true;
        next = open.poll();
      }
      if (next == null) {
        return;
      }
      close(next);
    }
  }

  /** Classes cannot be loaded any more where a cluster has removed the process's files. */
  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception | LinkageError e) {
      LOG.warn("Cannot close {}", resource, e);
    }
  }
}
