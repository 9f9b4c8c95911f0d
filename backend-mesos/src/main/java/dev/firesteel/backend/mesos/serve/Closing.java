package dev.firesteel.backend.mesos.serve;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Closes what is opened for an application, at its end; what comes later at once. */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Closing.class);

  private final List<AutoCloseable> open = new ArrayList<>();
  private boolean closed;

  synchronized void add(AutoCloseable each) {
    if (closed) {
      close(each);
    } else {
      open.add(each);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    open.forEach(Closing::close);
    open.clear();
  }

  private static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      LOG.debug("Cannot close {}: {}", each, e.toString());
    }
  }
}
