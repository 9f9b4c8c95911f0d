package dev.firesteel.scheduler.machine;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.scheduler.dag.Job;
import dev.firesteel.scheduler.dag.ShuffleOutputs;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.dag.StageState;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.placement.FirstFailure;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what follows when a task fails. Whatever a task throws is tried again up to the limit,
 * because the same code may pass on another executor; only what is wrong everywhere (categories
 * PROGRAM, CONFIGURATION and SECURITY) fails the jobs at once. Output that cannot be fetched is no
 * failure of the task: its map task runs again, and the reading stage is held back, up to a limit.
 */
final class FailureFlow {
  private static final Set<ErrorCategory> HOPELESS =
      EnumSet.of(ErrorCategory.PROGRAM, ErrorCategory.CONFIGURATION, ErrorCategory.SECURITY);

  private final World world;
  private final StageFlow stages;
  private final JobFlow jobs;
  private final HealthFlow health;

  FailureFlow(World world, StageFlow stages, JobFlow jobs, HealthFlow health) {
    this.world = world;
    this.stages = stages;
    this.jobs = jobs;
    this.health = health;
  }

  void failed(
      Stage stage, TaskSet set, RunningAttempt attempt, ErrorCategory category, String error) {
    int index = attempt.index();
    Executor executor = attempt.executor();
    FirstFailure now =
        new FirstFailure(attempt.task(), attempt.attempt(), executor.toString(), category, error);
    int times = set.fail(attempt, now);
    world.lostWork.failed();
    int partition = set.partition(index);
    world.out.tell(
        new Notice.TaskFailed(
            stage.id(),
            partition,
            attempt.attempt(),
            attempt.task(),
            executor.id(),
            executor.at().host(),
            error));
    int limit = world.settings.limits().taskFailures();
    boolean hopeless = HOPELESS.contains(category);
    if (times < limit && !hopeless) {
      stages.pended(stage, set);
      return;
    }
    FirstFailure first = set.firstFailure(index);
    String message = Messages.failedTooOften(stage, partition, times, first);
    for (Job job : List.copyOf(stage.jobs())) {
      jobs.fail(job, first.category(), Messages.cannotFinish(job, message));
    }
  }

  void fetchFailed(Stage stage, TaskSet set, RunningAttempt attempt, Outcome.FetchFailed failure) {
    ShuffleOutputs outputs = world.shuffles.find(failure.shuffle());
    Optional<StagePlan.Parent> edge =
        stage.plan().parents().stream()
            .filter(p -> p.shuffle().equals(failure.shuffle()))
            .findFirst();
    if (edge.isEmpty()
        || outputs == null
        || failure.mapPartition() < 0
        || failure.mapPartition() >= outputs.maps()) {
      failed(
          stage,
          set,
          attempt,
          ErrorCategory.INTERNAL,
          "it fetched what its stage does not read: " + failure);
      return;
    }
    Executor at = outputs.place(failure.mapPartition());
    boolean current = at != null && at.id().equals(failure.from());
    if (outputs.complete() && !current && outputs.changedAt() < attempt.placedAt()) {
      failed(stage, set, attempt, ErrorCategory.TRANSIENT, failure.error());
      return;
    }
    set.again(attempt);
    world.lostWork.unfetched();
    if (current && at != null) {
      health.unreachable(at, attempt.executor());
      lose(stage, outputs, failure.mapPartition(), at);
    } else if (!outputs.complete()) {
      distrust(stage, edge.get(), attempt);
    }
    if (current && at != null && stage.state() == StageState.RUNNING) {
      stage.holdBack();
      if (lively(at)) {
        stage.blame(at.id());
      }
      if (stage.blames() >= world.settings.limits().stageAttempts()) {
        exhausted(stage, failure);
        stages.holdBlocked();
        return;
      }
    }
    stages.pended(stage, set);
    stages.holdBlocked(); // others read what is missing now, too
  }

  /** An attempt that nobody needs any more could not fetch output: others could not, either. */
  void believe(RunningAttempt attempt, Outcome.FetchFailed failure) {
    ShuffleOutputs outputs = world.shuffles.find(failure.shuffle());
    int map = failure.mapPartition();
    Executor at = outputs == null || map < 0 || map >= outputs.maps() ? null : outputs.place(map);
    if (outputs != null && at != null && at.id().equals(failure.from())) {
      health.unreachable(at, attempt.executor());
      outputs.lost(map, at, world.now);
      stages.outputsLost(outputs, new int[] {map});
      stages.holdBlocked();
    }
  }

  /** Else it is probably lost already, and a loss is not the stage's failure. */
  private boolean lively(Executor executor) {
    return executor.attached()
        && world.now - executor.heardAt() < world.settings.waits().silence().toNanos() / 8;
  }

  /** The first time one output, then all that the executor has of the shuffle. */
  private void lose(Stage stage, ShuffleOutputs outputs, int map, Executor at) {
    int[] maps;
    if (stage.heldBack() == 0) {
      outputs.lost(map, at, world.now);
      maps = new int[] {map};
    } else {
      maps = outputs.lost(at, world.now);
    }
    stages.outputsLost(outputs, maps);
  }

  /** The shuffle was read although kept partitions should have made that needless. */
  private void distrust(Stage stage, StagePlan.Parent edge, RunningAttempt attempt) {
    for (StagePlan.Kept kept : edge.unlessKept()) {
      if (world.kept.complete(kept.dataset(), kept.partitions())) {
        TaskSet set = Objects.requireNonNull(stage.tasks());
        int partition = set.partition(attempt.index());
        ToDriver.DatasetBlock block = new ToDriver.DatasetBlock(kept.dataset(), partition);
        for (Executor holder : List.copyOf(world.kept.holders(kept.dataset(), partition))) {
          world.kept.doubt(block, holder);
        }
        if (world.kept.complete(kept.dataset(), kept.partitions())) {
          world.kept.doubt(kept.dataset());
        }
      }
    }
  }

  private void exhausted(Stage stage, Outcome.FetchFailed failure) {
    String message = Messages.heldBackTooOften(stage, failure);
    for (Job job : List.copyOf(stage.jobs())) {
      jobs.fail(job, ErrorCategory.TRANSIENT, Messages.cannotFinish(job, message));
    }
  }
}
