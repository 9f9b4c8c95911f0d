package dev.firesteel.scheduler.machine;

import dev.firesteel.dataset.status.DemandStatus;
import dev.firesteel.dataset.status.ExecutorStatus;
import dev.firesteel.dataset.status.JobStatus;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.SessionStatus;
import dev.firesteel.dataset.status.StageStatus;
import dev.firesteel.dataset.status.TaskCounts;
import dev.firesteel.dataset.status.TimeSpan;
import dev.firesteel.scheduler.dag.Job;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.dag.StageState;
import dev.firesteel.scheduler.demand.Demand;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.placement.LocalityTally;
import dev.firesteel.scheduler.placement.TaskSet;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells how the session is, as values. Changes nothing. */
final class StatusReport {
  private final World world;
  private final Why why;
  private final Demand demand;

  StatusReport(World world, Why why, Demand demand) {
    this.world = world;
    this.why = why;
    this.demand = demand;
  }

  SessionStatus status(SessionState session) {
    return new SessionStatus(
        session.told(),
        world.jobs.values().stream().map(job -> job(job, session)).toList(),
        world.executors.all().stream().map(this::executor).toList(),
        demand.targets().stream().map(this::demand).toList(),
        locality(world.locality, world.stages.values()),
        world.lostWork.status());
  }

  /** What was counted of stages that left, and of those at work. */
  private static LocalityStatus locality(LocalityTally left, Collection<Stage> atWork) {
    LocalityTally all = new LocalityTally();
    all.add(left);
    for (Stage stage : atWork) {
      TaskSet set = stage.tasks();
      if (set != null) {
        all.add(set.locality());
      }
    }
    return all.status();
  }

  private JobStatus job(Job job, SessionState session) {
    return new JobStatus(
        job.id(),
        job.plan().description(),
        job.plan().options(),
        Duration.ofNanos(world.now - job.submittedAt()),
        job.answers(),
        job.plan().resultStage().partitions().length,
        job.stages().stream()
            .sorted(Comparator.comparing(Stage::id))
            .map(stage -> stage(stage, session))
            .toList(),
        locality(job.locality(), job.stages()));
  }

  private StageStatus stage(Stage stage, SessionState session) {
    return new StageStatus(
        stage.id(),
        stage.plan().name(),
        stage.state() == StageState.WAITING ? StageStatus.State.WAITING : StageStatus.State.RUNNING,
        counts(stage.tasks()),
        stage.heldBack(),
        why.waits(stage, session),
        stage.tasks() == null ? LocalityStatus.NONE : locality(stage.tasks().locality(), Set.of()));
  }

  private static TaskCounts counts(@Nullable TaskSet set) {
    return set == null
        ? TaskCounts.NONE
        : new TaskCounts(set.size(), set.pending(), set.placed(), set.done(), set.failedAttempts());
  }

  private ExecutorStatus executor(Executor executor) {
    int inHand = executor.hand().size();
    return new ExecutorStatus(
        executor.id(),
        executor.at().host(),
        executor.state().name().toLowerCase(Locale.ROOT),
        executor.slots(),
        Math.min(inHand, executor.slots()),
        executor.queued(),
        Optional.ofNullable(world.exclusions.of(executor))
            .map(
                exclusion ->
                    exclusion.why()
                        + ", "
                        + TimeSpan.text(Duration.ofMillis(exclusion.leftMillis(world.now)))
                        + " left"));
  }

  private DemandStatus demand(ExecutorTarget target) {
    int ready = 0;
    int starting = 0;
    for (Executor executor : world.executors.all()) {
      if (executor.profile().equals(target.profile().id())) {
        ready += executor.ready() ? 1 : 0;
        starting += executor.expected() ? 1 : 0;
      }
    }
    return new DemandStatus(
        target.profile().id(),
        target.profile().executor().toString(),
        demand.wanted(target),
        ready,
        starting,
        why.missing(target));
  }
}
