package dev.firesteel.dataset.status;

import java.util.List;

/**
 * How a session was at one moment. A value: it does not change when the session does.
 *
 * @param state how the session and the cluster are connected
 * @param jobs the jobs that have not ended, in the order of their submission
 * @param executors the executors that are not gone, in the order of their launch
 * @param demand what is wanted of the cluster
 * @param locality how near to their input tasks ran since the session began
 * @param lostWork what counted for nothing or was done again since the session began
 */
public record SessionStatus(
    State state,
    List<JobStatus> jobs,
    List<ExecutorStatus> executors,
    List<DemandStatus> demand,
    LocalityStatus locality,
    LostWork lostWork) {
  /** Copies the lists. */
  public SessionStatus {
    jobs = List.copyOf(jobs);
    executors = List.copyOf(executors);
    demand = List.copyOf(demand);
  }

  /** How a session is. */
  public enum State {
    /** The cluster has not taken the application yet. */
    STARTING,
    /** The cluster is there. */
    CONNECTED,
    /** The cluster is away; executors go on, but there will be no new ones. */
    DISCONNECTED,
    /** The cluster has failed for good: no job can run. */
    FAILED,
    /** The session has ended. */
    ENDED
  }

  /** For people: some lines for each job, each with what it waits for. */
  public String text() {
    return StatusText.of(this);
  }

  /** For programs: one JSON object; durations are in milliseconds. */
  public String json() {
    return StatusJson.of(this);
  }
}
