package dev.firesteel.it.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What shall happen to an executor.
 *
 * @param kind what is done to it
 * @param atMillis time from the job's start
 * @param victim chooses one among those that live
 * @param pauseMillis for how long it is stopped if it is paused
 */
record Fault(Kind kind, long atMillis, int victim, long pauseMillis) {
  /** What can be done to a process. */
  enum Kind {
    /** SIGKILL. */
    KILLED,
    /** SIGSTOP, and SIGCONT before anybody gives it up. */
    PAUSED,
    /** SIGSTOP for good: the driver gives it up when it was silent for too long. */
    FROZEN
  }

  /** So many faults while a job of so many milliseconds runs. */
  static List<Fault> plan(Random random, int count, long jobMillis) {
    List<Fault> plan = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int dice = random.nextInt(10);
      Kind kind = dice < 5 ? Kind.KILLED : dice < 8 ? Kind.PAUSED : Kind.FROZEN;
      long at = (long) (jobMillis * (0.05 + 0.9 * random.nextDouble()));
      long pause = 100L + random.nextInt(1900);
      plan.add(new Fault(kind, at, random.nextInt(1 << 20), pause));
    }
    plan.sort(Comparator.comparingLong(Fault::atMillis));
    return plan;
  }
}
