package dev.firesteel.benchmarks.scale;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.dataset.lineage.JobOptions;
import dev.firesteel.scheduler.machine.SchedulerSettings;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.Preferences;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The jobs that are submitted. */
final class Plans {
  private Plans() {}

  /** The usual settings and as many executors. */
  static SchedulerSettings settings(int executors) {
    return SchedulerSettings.of(
        Config.of(
            Map.of(
                CoreKeys.EXECUTORS.name(), Integer.toString(executors),
                CoreKeys.EXECUTOR_CORES.name(), Integer.toString(Scenario.SLOTS))));
  }

  static StageId resultStage(JobId job) {
    return new StageId(job.value() * 2 + 1);
  }

  /** A job of one stage. */
  static JobPlan flat(int job, int tasks, Preferences preferences) {
    StagePlan stage = stage(job, 1, new StageOutput.Result(), tasks, List.of(), preferences);
    return plan(job, List.of(stage));
  }

  /** A job of maps that write a shuffle, and of tasks that read it. */
  static JobPlan shuffling(int job, int maps, int reducers, Preferences preferences) {
    ShuffleId shuffle = new ShuffleId(job);
    StageOutput written = new StageOutput.Shuffle(shuffle, reducers);
    StagePlan map = stage(job, 0, written, maps, List.of(), preferences);
    List<StagePlan.Parent> parents = List.of(new StagePlan.Parent(shuffle, List.of()));
    StagePlan reduce = stage(job, 1, new StageOutput.Result(), reducers, parents, Preferences.NONE);
    return plan(job, List.of(map, reduce));
  }

  private static StagePlan stage(
      int job,
      int position,
      StageOutput output,
      int tasks,
      List<StagePlan.Parent> parents,
      Preferences preferences) {
    StageId id = new StageId(job * 2 + position);
    return new StagePlan(
        id,
        "stage " + id.value(),
        output,
        IntStream.range(0, tasks).toArray(),
        new BinaryId(id.value()),
        SchedulerSettings.DEFAULT_PROFILE,
        parents,
        preferences,
        List.of());
  }

  private static JobPlan plan(int job, List<StagePlan> stages) {
    return new JobPlan(new JobId(job), stages, "job " + job, JobOptions.NONE, 0);
  }
}
