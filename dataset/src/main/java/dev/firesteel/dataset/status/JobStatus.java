package dev.firesteel.dataset.status;

import dev.firesteel.api.id.JobId;
import dev.firesteel.dataset.lineage.JobOptions;
import java.time.Duration;
import java.util.List;

/**
 * A job that has not ended.
 *
 * @param job its id
 * @param description the action and where it was called
 * @param options its group, tags, pool and time-out, as the program set them
 * @param age time since it was submitted
 * @param answered partitions of the result that are there
 * @param partitions partitions of the result
 * @param stages the stages that work for it now, in the order of their ids; those that are done are
 *     not among them
 * @param locality how near to their input the tasks of all its stages ran so far
 */
public record JobStatus(
    JobId job,
    String description,
    JobOptions options,
    Duration age,
    int answered,
    int partitions,
    List<StageStatus> stages,
    LocalityStatus locality) {
  /** Copies the list. */
  public JobStatus {
    stages = List.copyOf(stages);
  }
}
