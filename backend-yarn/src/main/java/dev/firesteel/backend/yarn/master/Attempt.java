package dev.firesteel.backend.yarn.master;

import dev.firesteel.backend.yarn.rm.MasterLink;
import dev.firesteel.shipping.program.JvmEnd;
import dev.firesteel.shipping.program.Outcome;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The end of an attempt: told once, by whoever sees it first. */
final class Attempt {
  private static final Logger LOG = LogManager.getLogger(Attempt.class);

  private final MasterLink link;
  private final Runnable note;
  private final Supplier<JvmEnd> end;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * An attempt that is registered.
   *
   * @param note leaves an {@link ExitNote}
   */
  Attempt(MasterLink link, Runnable note) {
    this(link, note, JvmEnd::ofThisJvm);
  }

  Attempt(MasterLink link, Runnable note, Supplier<JvmEnd> end) {
    this.link = link;
    this.note = note;
    this.end = end;
  }

  /** The user's program has ended: reports it, and returns the exit code for the process. */
  int ended(Outcome outcome) {
    if (ended.compareAndSet(false, true)) {
      link.unregister(outcome.status(), outcome.diagnostics());
    }
    return outcome.code();
  }

  /** This JVM ends; called by a shutdown hook. */
  void atExit() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    switch (end.get()) {
      case EXIT_CALLED -> note.run(); // nobody in this JVM can know the code
      case SIGNAL -> LOG.warn("The application master was sent a signal; this attempt ends");
      case NO_THREAD_LEFT -> LOG.warn("The application master's threads are gone");
    }
  }
}
