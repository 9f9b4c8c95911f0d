package dev.firesteel.dataset;

import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import java.nio.file.Path;

/** What a user's function may ask of the task that runs it: {@code TaskContext.current()}. */
public interface TaskContext {
  /**
   * The task that runs on this thread.
   *
   * @throws dev.firesteel.api.error.FiresteelException on a thread that runs no task, such as the
   *     driver's
   */
  static TaskContext current() {
    return dev.firesteel.dataset.lineage.TaskRuntime.current();
  }

  /** The stage. */
  StageId stage();

  /** The partition of the stage, from 0. */
  int partition();

  /** The attempt of this partition, from 0. */
  int attempt();

  /** This attempt's own id. */
  TaskId task();

  /** Whether the task was cancelled; long loops should look. */
  boolean cancelled();

  /** A file named with {@code --files}. */
  Path file(String name);
}
