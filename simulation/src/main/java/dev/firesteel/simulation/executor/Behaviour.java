package dev.firesteel.simulation.executor;

import dev.firesteel.api.id.StageId;
import dev.firesteel.protocol.message.TaskOrder;

/** How executors and the user's functions behave, as far as the driver does not decide it. */
public interface Behaviour {
  /** What becomes of an attempt. */
  Fate fate(StageId stage, TaskOrder order);

  /** Nanoseconds from a launch until the executor dials. */
  long boot();

  /** Whether the executor never dials though its process lives. */
  boolean neverDials();

  /** Whether a batch of reports is sent twice. */
  boolean reportsTwice();

  /** Whether an attempt that was cancelled late still wrote its output before it ended. */
  boolean writesThoughCancelled();

  /** Whether an executor whose channel broke dials again instead of ending. */
  boolean dialsAgain();

  /** Nanoseconds that reports wait for others before they go together. */
  long linger();
}
