package dev.firesteel.dataset.status;

import java.util.ArrayList;
import java.util.List;

/**
 * Work that counted for nothing or was done again, since the session began. Partitions that were
 * kept, were lost and are computed anew by the tasks that read them are not among it; neither are
 * attempts that were cancelled with their job, nor tasks that only waited in an executor's queue.
 *
 * @param failedAttempts attempts that failed, those whose executor failed by their doing included
 * @param lostAttempts attempts that ran when their executor was lost through no fault of theirs
 * @param fetchFailures attempts that ended because output that they read could not be fetched
 * @param redoneTasks tasks that had finished and were to run again, because their output was lost
 * @param copies second attempts of tasks that were slow, or whose executor was quiet
 * @param lostExecutors executors that went though nobody had let them go
 */
public record LostWork(
    long failedAttempts,
    long lostAttempts,
    long fetchFailures,
    long redoneTasks,
    long copies,
    long lostExecutors) {
  /** All went straight. */
  public static final LostWork NONE = new LostWork(0, 0, 0, 0, 0, 0);

  /** Attempts made beyond one for each task. */
  public long attempts() {
    return failedAttempts + lostAttempts + fetchFailures + redoneTasks + copies;
  }

  /** In one line, such as {@code 2 lost attempts, 1 lost executor}. */
  public String text() {
    List<String> parts = new ArrayList<>();
    part(parts, failedAttempts, "failed attempt");
    part(parts, lostAttempts, "lost attempt");
    part(parts, fetchFailures, "failed fetch", "failed fetches");
    part(parts, redoneTasks, "redone task");
    part(parts, copies, "copy", "copies");
    part(parts, lostExecutors, "lost executor");
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }

  private static void part(List<String> parts, long count, String one) {
    part(parts, count, one, one + "s");
  }

  private static void part(List<String> parts, long count, String one, String more) {
    if (count > 0) {
      parts.add(count + " " + (count == 1 ? one : more));
    }
  }
}
