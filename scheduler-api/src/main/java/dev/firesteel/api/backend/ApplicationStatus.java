package dev.firesteel.api.backend;

import java.time.Duration;
import java.util.Optional;

/**
 * How an application is that runs on a cluster, seen from outside.
 *
 * @param application the cluster's name of it
 * @param name for people
 * @param user whose it is
 * @param queue the queue, role or account that pays for it, or the empty text
 * @param state where it is in its life
 * @param age time since its submission, by the cluster's clock as far as there is one
 * @param ran time from submission to end; empty before the end
 * @param tracking a page to look at, or the empty text
 * @param diagnostics what the cluster or the application says: why it waits, or how it ended; may
 *     have several lines, or none
 * @param noLogs why {@link SubmissionClient#logs} will not find logs after its end, and where they
 *     are instead; the empty text if it will, or if that is not known
 */
public record ApplicationStatus(
    String application,
    String name,
    String user,
    String queue,
    State state,
    Duration age,
    Optional<Duration> ran,
    String tracking,
    String diagnostics,
    String noLogs) {

  /** Where an application is in its life; the order of the first two is that of time. */
  public enum State {
    /** The cluster has it; its driver does not run yet. */
    ACCEPTED,
    /** Its driver runs. */
    RUNNING,
    /** Its main method returned. */
    SUCCEEDED,
    /** Its main method threw, its driver ended otherwise, or the cluster gave it up. */
    FAILED,
    /** It was cancelled or killed. */
    KILLED;

    /** Whether nothing follows this. */
    public boolean ended() {
      return this != ACCEPTED && this != RUNNING;
    }
  }
}
