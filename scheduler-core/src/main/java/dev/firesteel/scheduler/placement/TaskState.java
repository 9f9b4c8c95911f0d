package dev.firesteel.scheduler.placement;

import dev.firesteel.scheduler.state.State;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a task of a task set is. Kept as one byte for each task.
 *
 * <pre>
 *                            a copy is placed
 *   PENDING -- placed --> PLACED ----------> COPIED
 *    ^   ^                 | | ^                | |
 *    |   +- failed, lost, -+ | +- one failed, --+ |
 *    |         returned      |    was lost, was   |
 *    |                       |    returned        |
 *    |                       +-- finished --+-----+
 *    |                                      v
 *    +-------- its output was lost ------- DONE
 *
 *   from    | to
 *   --------+----------------------
 *   PENDING | PLACED
 *   PLACED  | PENDING, COPIED, DONE
 *   COPIED  | PLACED, DONE
 *   DONE    | PENDING
 * </pre>
 */
public enum TaskState implements State<TaskState> {
  /** It waits for a place. */
  PENDING(0),
  /** An executor has it. */
  PLACED(1),
  /** It counted. */
  DONE(2),
  /** Two executors have it; the first result counts. */
  COPIED(3);

  private static final TaskState[] ALL = values();

  private final byte code;

  TaskState(int code) {
    this.code = (byte) code;
  }

  static TaskState of(byte code) {
    return ALL[code];
  }

  byte code() {
    return code;
  }

  @Override
  public Set<TaskState> next() {
    return switch (this) {
      case PENDING -> EnumSet.of(PLACED);
      case PLACED -> EnumSet.of(PENDING, COPIED, DONE);
      case COPIED -> EnumSet.of(PLACED, DONE);
      case DONE -> EnumSet.of(PENDING);
    };
  }
}
