package dev.firesteel.scheduler.dag;

import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.scheduler.placement.LocalityTally;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.scheduler.state.State;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job: the plan, the stages that work for it now, and what was answered. */
public final class Job {
  private final JobPlan plan;
  private final long submittedAt;
  private final Map<ShuffleId, StagePlan> writers = new LinkedHashMap<>();
  private final Set<Stage> stages = new LinkedHashSet<>();
  private JobState state = JobState.ACTIVE;
  private final LocalityTally locality = new LocalityTally();
  private int answered;
  private long answerBytes;

  /** An active job without stages. */
  public Job(JobPlan plan, long submittedAt) {
    this.plan = plan;
    this.submittedAt = submittedAt;
    for (StagePlan stage : plan.stages()) {
      if (stage.output() instanceof StageOutput.Shuffle shuffle) {
        writers.put(shuffle.shuffle(), stage);
      }
    }
  }

  /** Its id. */
  public JobId id() {
    return plan.job();
  }

  /** Its plan. */
  public JobPlan plan() {
    return plan;
  }

  /** When it was submitted. */
  public long submittedAt() {
    return submittedAt;
  }

  /** The shuffles that its plan names, with the stages that write them. */
  public Map<ShuffleId, StagePlan> writers() {
    return writers;
  }

  /** The plan of the stage that writes a shuffle, if the job's plan names it. */
  public @Nullable StagePlan writer(ShuffleId shuffle) {
    return writers.get(shuffle);
  }

  /** The stages that work for it now. */
  public Set<Stage> stages() {
    return stages;
  }

  /** How near to their input the tasks ran of the stages that worked for it and do no more. */
  public LocalityTally locality() {
    return locality;
  }

  /** Its state; see the table of {@link JobState}. */
  public JobState state() {
    return state;
  }

  /** It goes on to a state. */
  public void move(JobState to) {
    state = State.move(plan.job(), state, to);
  }

  /** A partition is answered with so many bytes. */
  public void answered(int bytes) {
    answered++;
    answerBytes += bytes;
  }

  /** Whether each partition is answered. */
  public boolean complete() {
    return answered == plan.resultStage().partitions().length;
  }

  /** Whether the answers are more than the driver takes. */
  public boolean tooLarge() {
    return plan.maxResultBytes() > 0 && answerBytes > plan.maxResultBytes();
  }

  /** Bytes of the answers so far. */
  public long answerBytes() {
    return answerBytes;
  }

  /** Partitions answered so far. */
  public int answers() {
    return answered;
  }

  @Override
  public String toString() {
    return plan.job() + " (" + plan.description() + ")";
  }
}
