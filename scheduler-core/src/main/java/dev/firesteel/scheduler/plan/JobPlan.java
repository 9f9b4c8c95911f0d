package dev.firesteel.scheduler.plan;

import dev.firesteel.api.id.JobId;
import java.util.List;
import java.util.Optional;

/**
 * A job, cut into stages.
 *
 * @param job its id
 * @param stages parents before children; the result stage is last and the only one without shuffle
 *     output
 * @param description for people
 * @param group the job group, for cancellation
 * @param maxResultBytes serialized answers that the driver takes in total; 0 for any
 */
public record JobPlan(
    JobId job,
    List<StagePlan> stages,
    String description,
    Optional<String> group,
    long maxResultBytes) {
  /** Checks that there is a result stage and copies the list. */
  public JobPlan {
    stages = List.copyOf(stages);
    if (stages.isEmpty()
        || !(stages.get(stages.size() - 1).output() instanceof StageOutput.Result)) {
      throw new IllegalArgumentException(
          "Cannot plan " + job + ": the last stage must be the result stage");
    }
  }

  /** The last stage. */
  public StagePlan resultStage() {
    return stages.get(stages.size() - 1);
  }
}
