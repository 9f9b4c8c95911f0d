package dev.firesteel.backend.mesos.tenure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a framework is held.
 *
 * @param end what becomes of it when its holder stops
 * @param memory what the memory of profiles means
 * @param grace between SIGTERM and SIGKILL of a released executor; empty: as the settings say
 * @param page where people see what it does, shown by Mesos, or the empty text
 * @param residents executors to go on with
 * @param ledger remembers launches
 */
public record Tenure(
    End end,
    Memory memory,
    Optional<Duration> grace,
    String page,
    List<Resident> residents,
    Ledger ledger) {
  /** Copies the list. */
  public Tenure {
    residents = List.copyOf(residents);
  }

  /** What becomes of a framework. */
  public enum End {
    /** Its executors end, and it. */
    TEARDOWN,
    /** All stays as it is, for whoever goes on with it. */
    HANDOVER
  }

  /** What the memory of profiles means. */
  public enum Memory {
    /** An executor's heap: its task has more. */
    HEAP,
    /** All that its task has. */
    TASK
  }

  /** That of an application: for one session. */
  public static Tenure ofSession() {
    return new Tenure(End.TEARDOWN, Memory.HEAP, Optional.empty(), "", List.of(), Ledger.NONE);
  }
}
