package dev.firesteel.backend.mesos.dispatcher;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What was opened, to be closed in reverse. */
final class Opened implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Opened.class);

  private final Deque<AutoCloseable> all = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T one) {
    all.push(one);
    return one;
  }

  /** Closes all; what cannot be closed is logged. Idempotent. */
  @Override
  public synchronized void close() {
    while (!all.isEmpty()) {
      try {
        all.pop().close();
      } catch (Exception e) {
        LOG.warn("The dispatcher did not end well: {}", e.toString());
      }
    }
  }
}
