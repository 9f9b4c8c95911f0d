package dev.firesteel.scheduler.driver;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.JobId;
import dev.firesteel.scheduler.machine.Notice;

/**
 * Is told what happens in a session, for progress and logs. Listeners on the class path are found
 * by {@link java.util.ServiceLoader}. {@link #notice} and {@link #jobEnded} are called by the
 * scheduler's loop, so they must not block; a listener that throws is called no more.
 */
public interface SchedulerListener {
  /** The session opens. */
  default void opened(Config config) {}

  /** A job was submitted; called on the thread that submits. */
  default void jobStarted(JobId job, String description, int stages) {}

  /** A job has ended. */
  default void jobEnded(JobId job, boolean success) {}

  /** Something happened. */
  default void notice(Notice notice) {}

  /** The session is closed; the last call. */
  default void closed() {}
}
