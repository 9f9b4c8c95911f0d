package dev.firesteel.scheduler.dag;

import dev.firesteel.scheduler.state.State;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a job is.
 *
 * <pre>
 *   from      | to
 *   ----------+-------------------------------------------------------------
 *   ACTIVE    | SUCCEEDED (last partition answered)
 *             | FAILED    (a task or stage failed too often, cancelled, ...)
 *   SUCCEEDED | nothing
 *   FAILED    | nothing
 * </pre>
 */
public enum JobState implements State<JobState> {
  /** It wants answers. */
  ACTIVE,
  /** Each partition was answered. */
  SUCCEEDED,
  /** It ended without success. */
  FAILED;

  @Override
  public Set<JobState> next() {
    return this == ACTIVE ? EnumSet.of(SUCCEEDED, FAILED) : EnumSet.noneOf(JobState.class);
  }
}
