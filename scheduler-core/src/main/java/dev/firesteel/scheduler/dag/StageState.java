package dev.firesteel.scheduler.dag;

import dev.firesteel.scheduler.state.State;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a stage is.
 *
 * <pre>
 *              parents complete              last task counted
 *   WAITING ----------------------> RUNNING -------------------> DONE
 *     |  ^                            |  |
 *     |  +-- output that it reads ----+  |
 *     |      is lost (its remaining      |
 *     |      tasks are held back)        |
 *     +------ no job needs it -----------+--> DROPPED
 *
 *   from    | to
 *   --------+-----------------------
 *   WAITING | RUNNING, DONE, DROPPED
 *   RUNNING | WAITING, DONE, DROPPED
 *   DONE    | nothing
 *   DROPPED | nothing
 * </pre>
 *
 * <p>WAITING goes to DONE when tasks that were running while it was held back were the last ones. A
 * stage whose output is lost after it was DONE is made anew, for the missing partitions only.
 */
public enum StageState implements State<StageState> {
  /** Something that it reads is missing. */
  WAITING,
  /** Its tasks may be placed. */
  RUNNING,
  /** All its tasks counted. */
  DONE,
  /** No job needs it any more. */
  DROPPED;

  @Override
  public Set<StageState> next() {
    return switch (this) {
      case WAITING -> EnumSet.of(RUNNING, DONE, DROPPED);
      case RUNNING -> EnumSet.of(WAITING, DONE, DROPPED);
      case DONE, DROPPED -> EnumSet.noneOf(StageState.class);
    };
  }
}
