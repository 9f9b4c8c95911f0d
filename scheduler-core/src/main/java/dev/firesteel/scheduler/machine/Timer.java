package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;

/** What a timer is for; equal timers replace each other. */
public sealed interface Timer {
  /** A launched executor should have registered by now. */
  record Registration(ExecutorId executor) implements Timer {}

  /** Look for silent executors. */
  record Silence() implements Timer {}

  /** Cancelled tasks of an executor should have ended by now. */
  record CancelGrace(ExecutorId executor) implements Timer {}

  /** A stage's wait for better locality is over. */
  record Locality(StageId stage) implements Timer {}

  /** Queued tasks may be taken back for executors with free slots. */
  record Recall() implements Timer {}

  /** Look for slow tasks that are worth a second attempt. */
  record Speculation() implements Timer {}

  /** The time of an exclusion may be over. */
  record Exclusions() implements Timer {}

  /** The cluster has given nothing for a while beside what is excluded. */
  record Relief() implements Timer {}

  /** An executor that shall go should be empty by now. */
  record Drained(ExecutorId executor) implements Timer {}

  /** Look whether more or fewer executors are needed. */
  record Elastic() implements Timer {}

  /** A job or a stage should have ended by now. */
  record Deadline() implements Timer {}

  /** Nothing moved for a while: say why. */
  record Stuck() implements Timer {}
}
