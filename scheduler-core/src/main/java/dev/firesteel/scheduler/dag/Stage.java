package dev.firesteel.scheduler.dag;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.scheduler.placement.Sharing;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.scheduler.state.State;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stage that works for at least one job. A shuffle's stage is shared by all jobs that need it.
 */
public final class Stage {
  private final StagePlan plan;
  private final Set<Job> jobs = new LinkedHashSet<>();
  private final Set<Stage> readers = new LinkedHashSet<>();
  private StageState state = StageState.WAITING;
  private @Nullable TaskSet tasks;
  private final Map<ExecutorId, Integer> blamed = new HashMap<>(2);
  private int heldBack;

  /** A waiting stage. */
  public Stage(StagePlan plan) {
    this.plan = plan;
  }

  /** Its id. */
  public StageId id() {
    return plan.stage();
  }

  /** Its plan. */
  public StagePlan plan() {
    return plan;
  }

  /** The jobs that need it. */
  public Set<Job> jobs() {
    return jobs;
  }

  /** The earliest job that needs it. */
  public JobId earliestJob() {
    return earliest().id();
  }

  /** The pool whose slots it uses: that of the earliest job that needs it. */
  public String pool() {
    return earliest().plan().options().pool().orElse(Sharing.DEFAULT_POOL);
  }

  private Job earliest() {
    return jobs.stream().min(Comparator.comparing(Job::id)).orElseThrow();
  }

  /** Stages that wait for its output. */
  public Set<Stage> readers() {
    return readers;
  }

  /** Its state; see the table of {@link StageState}. */
  public StageState state() {
    return state;
  }

  /** It goes on to a state. */
  public void move(StageState to) {
    state = State.move(plan.stage(), state, to);
  }

  /** Its tasks, once it could run for the first time. */
  public @Nullable TaskSet tasks() {
    return tasks;
  }

  /** Its tasks are known. */
  public void tasks(TaskSet set) {
    tasks = set;
  }

  /** Whether it gives the answers of a job. */
  public boolean result() {
    return plan.output() instanceof StageOutput.Result;
  }

  /** How often it was held back because output that it read could not be fetched. */
  public int heldBack() {
    return heldBack;
  }

  /** It is held back because output could not be fetched. */
  public void holdBack() {
    heldBack++;
  }

  /** That it was held back counts against what an executor did not serve. */
  public void blame(ExecutorId executor) {
    blamed.merge(executor, 1, Integer::sum);
  }

  /** An executor is lost through nobody's mistake: what it did not serve does not count. */
  public void excuse(ExecutorId executor) {
    blamed.remove(executor);
  }

  /** How often it was held back for what counts towards the limit. */
  public int blames() {
    return blamed.values().stream().mapToInt(n -> n).sum();
  }

  @Override
  public String toString() {
    return plan.stage() + " '" + plan.name() + "'";
  }
}
