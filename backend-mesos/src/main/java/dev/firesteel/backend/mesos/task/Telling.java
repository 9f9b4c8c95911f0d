package dev.firesteel.backend.mesos.task;

import org.apache.mesos.v1.Protos.TaskStatus;

/** Whether the log of an ended task may say why it ended. */
final class Telling {
  private Telling() {}

  static boolean mayHaveLog(TaskStatus last) {
    return last.hasSource()
        && last.getSource() != TaskStatus.Source.SOURCE_MASTER
        && switch (last.getState()) {
          case TASK_FINISHED, TASK_FAILED -> true;
          default -> false;
        };
  }
}
