package dev.firesteel.executor.task;

import dev.firesteel.protocol.message.TaskReport;
import org.jspecify.annotations.Nullable;

/** What happens on slots. Called from any thread. */
public interface TaskEvents {
  /**
   * A task has ended and its thread is free.
   *
   * @param failure what it threw, if it failed here
   */
  void ended(TaskReport report, @Nullable Throwable failure);

  /** A slot could not even report: the executor cannot go on. */
  void broken(Throwable failure);
}
