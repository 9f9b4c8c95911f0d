package dev.firesteel.backend.mesos.dispatcher.book;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.backend.mesos.dispatcher.DriverState;

/** How an attempt ended, as far as it matters for what follows. */
enum Ending {
  /** Mesos took the offer back: there was no attempt. */
  OFFER_GONE,
  /** It never began, by no fault of the driver's. */
  NOT_LAUNCHED,
  /** The main method returned. */
  FINISHED,
  /** The program was cancelled. */
  CANCELLED,
  /** The program said that it could not begin: it never will. */
  HOPELESS,
  /** Anything else. */
  FAILED;

  private static final int COULD_NOT_BEGIN = 2;
  private static final int WAS_CANCELLED = 3;

  /** What a loss in a state means. */
  static Ending of(DriverState state, LossReason why) {
    return switch (why.cause()) {
      case OFFER_GONE -> OFFER_GONE;
      case LAUNCH_FAILED, INVALID_LAUNCH, NEVER_REGISTERED -> launch(state, why);
      case EXITED -> byCode(why.exitCode().orElse(1));
      case RELEASED,
          MEMORY_EXCEEDED,
          PREEMPTED,
          HOST_LOST,
          DISK_FAILED,
          SILENT,
          KILLED_BY_USER,
          STOPPED ->
          state == DriverState.LAUNCHED && why.cause().fault() != LossCause.Fault.APPLICATION
              ? NOT_LAUNCHED
              : FAILED;
    };
  }

  /**
   * A task that ran has run the program, unless its shell says by its code that there is no JVM.
   */
  private static Ending launch(DriverState state, LossReason why) {
    return state == DriverState.LAUNCHED || why.exitCode().isPresent() ? NOT_LAUNCHED : FAILED;
  }

  private static Ending byCode(int code) {
    return switch (code) {
      case 0 -> FINISHED;
      case COULD_NOT_BEGIN -> HOPELESS;
      case WAS_CANCELLED -> CANCELLED;
      default -> FAILED;
    };
  }
}
