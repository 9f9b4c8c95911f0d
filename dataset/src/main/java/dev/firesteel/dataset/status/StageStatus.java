package dev.firesteel.dataset.status;

import dev.firesteel.api.id.StageId;
import java.util.List;

/**
 * A stage that works, or is going to work, for a job.
 *
 * @param stage its id
 * @param name the operation and where it was called
 * @param state where it is
 * @param tasks its tasks; none before it has begun
 * @param heldBack how often it was held back because output that it reads was lost
 * @param waits why its pending tasks have no place, or why it has not begun; empty if nothing waits
 * @param locality how near to their input its tasks ran so far
 */
public record StageStatus(
    StageId stage,
    String name,
    State state,
    TaskCounts tasks,
    int heldBack,
    List<WaitReason> waits,
    LocalityStatus locality) {
  /** Copies the list. */
  public StageStatus {
    waits = List.copyOf(waits);
  }

  /** Where a stage is. */
  public enum State {
    /** Something that it reads is missing. */
    WAITING,
    /** Its tasks run, or may run as soon as there is a place. */
    RUNNING
  }
}
