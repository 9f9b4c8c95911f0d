package dev.firesteel.backend.mesos.wire;

import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Tells the receiver of events; what the receiver throws disturbs no one else. */
final class Teller {
  private static final Logger LOG = LogManager.getLogger(Teller.class);

  private final SchedulerEvents receiver;
  private boolean silent;

  Teller(SchedulerEvents receiver) {
    this.receiver = receiver;
  }

  void tell(Consumer<SchedulerEvents> event) {
    if (silent) {
      return;
    }
    try {
      event.accept(receiver);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("An event of Mesos failed in its receiver", e);
    }
  }

  /** Says no more. */
  void silence() {
    silent = true;
  }
}
