package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;

/** Why an executor is emptied. */
record Drain(Cause cause, String why) {
  enum Cause {
    /** It has had nothing to do: it goes if nothing is lost by that, else it stays. */
    IDLE(LossCause.RELEASED),
    /** Somebody asked for it: it goes at the deadline at the latest. */
    WANTED(LossCause.RELEASED),
    /** The cluster takes it: it goes at the deadline at the latest. */
    PREEMPTED(LossCause.PREEMPTED);

    private final LossCause loss;

    Cause(LossCause loss) {
      this.loss = loss;
    }
  }

  /** Whether it goes even if something is lost by that. */
  boolean certain() {
    return cause != Cause.IDLE;
  }

  /** Why it is gone when it was released. */
  LossReason reason() {
    return LossReason.of(cause.loss, why);
  }

  /** Why it is gone when it went by itself: an end that was expected is nobody's failure. */
  LossReason reason(LossReason observed) {
    boolean expected = certain() && observed.cause() == LossCause.EXITED;
    return expected
        ? new LossReason(
            cause.loss,
            observed.exitCode(),
            why + "; " + observed.diagnostics(),
            observed.logAddress())
        : observed;
  }
}
