package dev.firesteel.simulation.check;

/** What must hold, whatever happens. Listed in docs/simulation.md; violations cite the number. */
public enum Invariant {
  /** 1. */
  ONE_RESULT(1, "each partition of a job's result is answered once"),
  /** 2. */
  TRUE_RESULT(2, "each answer is the one that lineage demands"),
  /** 3. */
  WHOLE_JOBS(3, "a job succeeds when each of its partitions is answered, and not before"),
  /** 4. */
  ENDS_ONCE(4, "each job ends once, and nothing is said of it afterwards"),
  /** 5. */
  JUST_FAILURE(5, "a job fails only when it is cancelled, at a limit, or with the cluster"),
  /** 6. */
  EXACT_ACCUMULATORS(6, "accumulators are merged once for each task that counts, and no others"),
  /** 7. */
  NO_SLOT_TWICE(7, "an executor has no attempt that the scheduler does not count against it"),
  /** 8. */
  ONE_ATTEMPT(8, "a task has one live attempt, or two if it was copied; each attempt is new"),
  /** 9. */
  ONLY_READY(9, "tasks go to executors that registered and are not about to go"),
  /** 10. */
  TOLD_FIRST(10, "an executor is told program and places of outputs before the task"),
  /** 11. */
  READS_WHAT_IS_THERE(11, "a task starts when all that it reads is there, as far as was told"),
  /** 12. */
  NO_NEEDLESS_RUN(12, "nothing is computed again whose result is there and may be used"),
  /** 13. */
  OFFERS_ANSWERED(13, "each offer is launched on or declined, once, at once"),
  /** 14. */
  WITHIN_DEMAND(14, "no more executors are launched than the newest demand says; ids are new"),
  /** 15. */
  EQUAL_BOOKS(15, "the scheduler's attempts in hand are those that events and actions say"),
  /** 16. */
  NO_HANG(16, "when faults have stopped, every job ends in bounded time"),
  /** 17. */
  NOTHING_LEFT(17, "what no job can read any more is held by nobody"),
  /** 18. */
  NOTHING_OUTLIVES(18, "after the stop nothing is sent, launched or left alive"),
  /** 19. */
  NO_CRASH(19, "the scheduler, its loop and its executors' protocol never fail by themselves"),
  /** 20. */
  SAME_HISTORY(20, "one seed gives one history"),
  /** 21. */
  AVOIDED(21, "excluded executors get no tasks, and nothing is launched on excluded hosts"),
  /** 22. */
  NOTHING_LOST(22, "an executor that is let go because it is idle has nothing that only it has"),
  /** 23. */
  NEAR_AS_TOLD(23, "tasks run as near to their input as is told, those away from it for a reason"),
  /** 24. */
  HINTED(24, "a host is hinted for tasks that wish it, while executors are missing");

  private final int number;
  private final String sentence;

  Invariant(int number, String sentence) {
    this.number = number;
    this.sentence = sentence;
  }

  /** What it says. */
  public String sentence() {
    return sentence;
  }

  @Override
  public String toString() {
    return "I" + number + " " + name();
  }
}
