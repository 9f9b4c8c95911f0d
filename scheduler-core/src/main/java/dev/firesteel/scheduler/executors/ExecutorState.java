package dev.firesteel.scheduler.executors;

import dev.firesteel.scheduler.state.State;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where an executor is in its life.
 *
 * <pre>
 *            launched      registered
 *   ASKED ------------> STARTED -----> READY <- it shall go -> DRAINING
 *     |  \______ registered ___________^ |                        |
 *     |                    |             | channel closed,        |
 *     |                    |             | leaving                |
 *     |                    |             v                        |
 *     |                    |           SEVERED <------------------|
 *     |                    |             |                        |
 *     | time-out, silence, end of the grace time: released        |
 *     +--------------------+-------> ENDING <---------------------+
 *     |                                  |
 *     +--- lost (from every state) --> GONE
 *
 *   from      | to
 *   ----------+-------------------------------
 *   ASKED     | STARTED, READY, ENDING, GONE
 *   STARTED   | READY, ENDING, GONE
 *   READY     | DRAINING, SEVERED, ENDING, GONE
 *   DRAINING  | READY (it stays after all), SEVERED, ENDING, GONE
 *   SEVERED   | ENDING, GONE
 *   ENDING    | GONE
 *   GONE      | nothing
 * </pre>
 */
public enum ExecutorState implements State<ExecutorState> {
  /** A launch was sent for it. */
  ASKED,
  /** The backend started it; it has not registered. */
  STARTED,
  /** It takes tasks. */
  READY,
  /** It shall go: it finishes what it has, what only it has is copied, it gets nothing new. */
  DRAINING,
  /** Its channel is gone, or it said that it leaves; its loss is awaited for a grace time. */
  SEVERED,
  /** It was released and counts as lost already; the backend's word is awaited. */
  ENDING,
  /** It is gone. */
  GONE;

  @Override
  public Set<ExecutorState> next() {
    return switch (this) {
      case ASKED -> EnumSet.of(STARTED, READY, ENDING, GONE);
      case STARTED -> EnumSet.of(READY, ENDING, GONE);
      case READY -> EnumSet.of(DRAINING, SEVERED, ENDING, GONE);
      case DRAINING -> EnumSet.of(READY, SEVERED, ENDING, GONE);
      case SEVERED -> EnumSet.of(ENDING, GONE);
      case ENDING -> EnumSet.of(GONE);
      case GONE -> EnumSet.noneOf(ExecutorState.class);
    };
  }
}
