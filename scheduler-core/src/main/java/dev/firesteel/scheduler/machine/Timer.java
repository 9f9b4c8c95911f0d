package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import org.jspecify.annotations.Nullable;

/** What a timer is for; equal timers replace each other. */
public sealed interface Timer {
  /** Timers that exist once. */
  enum Regular implements Timer {
    /** Look for silent executors. */
    SILENCE,
    /** Queued tasks may be taken back for executors with free slots. */
    RECALL,
    /** Look for slow tasks that are worth a second attempt. */
    SPECULATION,
    /** The time of an exclusion may be over. */
    EXCLUSIONS,
    /** The cluster has given nothing for a while beside what is excluded. */
    RELIEF,
    /** Look whether more or fewer executors are needed. */
    ELASTIC,
    /** Look where missing executors would be best. */
    HINTS,
    /** A job or a stage should have ended by now. */
    DEADLINE,
    /** Nothing moved for a while: say why. */
    STUCK
  }

  /** What an executor should have done by now. */
  enum Duty {
    /** A launched executor should have registered. */
    REGISTRATION,
    /** Its cancelled tasks should have ended. */
    CANCEL_GRACE,
    /** As it shall go, it should be empty. */
    DRAINED
  }

  // Equality is written out: a record's own takes method handles, which cost tens of milliseconds
  // at a start.

  /** An executor's duty is due. */
  record OfExecutor(Duty duty, ExecutorId executor) implements Timer {
    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof OfExecutor other
          && duty == other.duty
          && executor.equals(other.executor);
    }

    @Override
    public int hashCode() {
      return executor.hashCode();
    }
  }

  /** A stage's wait for better locality is over. */
  record Locality(StageId stage) implements Timer {
    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Locality other && stage.equals(other.stage);
    }

    @Override
    public int hashCode() {
      return stage.hashCode();
    }
  }
}
