package dev.firesteel.scheduler.plan;

import dev.firesteel.api.id.JobId;
import dev.firesteel.dataset.lineage.JobOptions;
import java.util.List;

/**
 * A job, cut into stages.
 *
 * @param job its id
 * @param stages parents before children; the result stage is last and the only one without shuffle
 *     output
 * @param description for people
 * @param options its group, pool and the like
 * @param maxResultBytes serialized answers that the driver takes in total; 0 for any
 */
public record JobPlan(
    JobId job,
    List<StagePlan> stages,
    String description,
    JobOptions options,
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
