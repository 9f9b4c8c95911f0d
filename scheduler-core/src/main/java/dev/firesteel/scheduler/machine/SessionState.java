package dev.firesteel.scheduler.machine;

import dev.firesteel.dataset.status.SessionStatus;
import dev.firesteel.scheduler.state.State;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where the application is with its cluster.
 *
 * <pre>
 *   from         | event        | to
 *   -------------+--------------+-------------
 *   STARTING     | Connected    | CONNECTED
 *   CONNECTED    | Disconnected | DISCONNECTED
 *   DISCONNECTED | Connected    | CONNECTED
 *   any of these | Failed       | FAILED
 *   any, FAILED  | Stopping     | STOPPED
 *   STOPPED      |              | nothing
 * </pre>
 */
enum SessionState implements State<SessionState> {
  /** The cluster has not answered; jobs wait. */
  STARTING,
  /** Executors can be had. */
  CONNECTED,
  /** The cluster is away; executors that are there go on working. */
  DISCONNECTED,
  /** No executors can be had any more; each job fails. */
  FAILED,
  /** The session ended. */
  STOPPED;

  /** The same for those who ask how the session is. */
  SessionStatus.State told() {
    return switch (this) {
      case STARTING -> SessionStatus.State.STARTING;
      case CONNECTED -> SessionStatus.State.CONNECTED;
      case DISCONNECTED -> SessionStatus.State.DISCONNECTED;
      case FAILED -> SessionStatus.State.FAILED;
      case STOPPED -> SessionStatus.State.ENDED;
    };
  }

  @Override
  public Set<SessionState> next() {
    return switch (this) {
      case STARTING -> EnumSet.of(CONNECTED, FAILED, STOPPED);
      case CONNECTED -> EnumSet.of(DISCONNECTED, FAILED, STOPPED);
      case DISCONNECTED -> EnumSet.of(CONNECTED, FAILED, STOPPED);
      case FAILED -> EnumSet.of(STOPPED);
      case STOPPED -> EnumSet.noneOf(SessionState.class);
    };
  }
}
