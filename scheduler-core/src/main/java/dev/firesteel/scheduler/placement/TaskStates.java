package dev.firesteel.scheduler.placement;

import dev.firesteel.scheduler.state.State;

/** The states of the tasks of a task set, a byte each, and how many tasks are in each state. */
final class TaskStates {
  private final byte[] codes;
  private final int[] counts = new int[TaskState.values().length];

  /** All pending. */
  TaskStates(int tasks) {
    codes = new byte[tasks];
    counts[TaskState.PENDING.code()] = tasks;
  }

  TaskState of(int index) {
    return TaskState.of(codes[index]);
  }

  int count(TaskState state) {
    return counts[state.code()];
  }

  /** The codes by task; not to be changed. */
  byte[] codes() {
    return codes;
  }

  /** A task goes on to a state, if that is legal. */
  void move(Object subject, int index, TaskState to) {
    TaskState from = of(index);
    if (!common(from, to)) {
      State.move(subject, from, to);
    }
    counts[from.code()]--;
    counts[to.code()]++;
    codes[index] = to.code();
  }

  /** Spares what nearly every task does the look into the table. */
  private static boolean common(TaskState from, TaskState to) {
    return (from == TaskState.PENDING && to == TaskState.PLACED)
        || (from == TaskState.PLACED && to == TaskState.DONE);
  }
}
