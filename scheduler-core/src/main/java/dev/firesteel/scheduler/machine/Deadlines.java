package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.scheduler.dag.Job;
import dev.firesteel.scheduler.dag.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * By when jobs and stages must have ended. One timer is set, for the earliest, so that those that
 * end in time leave nothing behind.
 */
final class Deadlines {
  private static final int NONE = -1;

  private final World world;
  private final TreeSet<Deadline> open = new TreeSet<>();
  private final Map<JobId, Deadline> jobs = new HashMap<>();
  private final Map<StageId, Deadline> stages = new HashMap<>();
  private long armedFor = Long.MAX_VALUE;

  /** Of a job or of a stage. */
  private record Deadline(long at, int job, int stage) implements Comparable<Deadline> {
    @Override
    public int compareTo(Deadline other) {
      int byTime = Long.compare(at, other.at);
      int byJob = byTime != 0 ? byTime : Integer.compare(job, other.job);
      return byJob != 0 ? byJob : Integer.compare(stage, other.stage);
    }
  }

  Deadlines(World world) {
    this.world = world;
  }

  /** How long a job may take; zero for any time. */
  Duration limit(Job job) {
    return job.plan().options().timeout().orElse(world.settings.jobs().jobTimeout());
  }

  /** A job was submitted. */
  void begun(Job job) {
    Duration limit = limit(job);
    if (!limit.isZero()) {
      Deadline deadline = new Deadline(world.now + limit.toNanos(), job.id().value(), NONE);
      open.add(deadline);
      jobs.put(job.id(), deadline);
      arm();
    }
  }

  /** A stage starts for the first time. */
  void begun(Stage stage) {
    Duration limit = world.settings.jobs().stageTimeout();
    if (!limit.isZero()) {
      Deadline deadline = new Deadline(world.now + limit.toNanos(), NONE, stage.id().value());
      open.add(deadline);
      stages.put(stage.id(), deadline);
      arm();
    }
  }

  /** A job has ended. */
  void ended(Job job) {
    forget(jobs.remove(job.id()));
  }

  /** A stage has ended. */
  void ended(Stage stage) {
    forget(stages.remove(stage.id()));
  }

  private void forget(@Nullable Deadline deadline) {
    if (deadline != null) {
      open.remove(deadline);
    }
  }

  /** The timer fired. */
  void due() {
    armedFor = Long.MAX_VALUE;
  }

  /** Sets the timer for the earliest deadline, unless it is set for one as early. */
  void arm() {
    if (!open.isEmpty() && open.first().at < armedFor) {
      armedFor = open.first().at;
      world.out.timer(Timer.Regular.DEADLINE, armedFor);
    }
  }

  /** Jobs whose time is over. */
  List<Job> overdueJobs() {
    List<Job> overdue = new ArrayList<>();
    for (Deadline deadline : open.headSet(new Deadline(world.now, Integer.MAX_VALUE, 0))) {
      Job job = deadline.job == NONE ? null : world.jobs.get(new JobId(deadline.job));
      if (job != null) {
        overdue.add(job);
      }
    }
    return overdue;
  }

  /** Stages whose time is over. */
  List<Stage> overdueStages() {
    List<Stage> overdue = new ArrayList<>();
    for (Deadline deadline : open.headSet(new Deadline(world.now, Integer.MAX_VALUE, 0))) {
      Stage stage = deadline.stage == NONE ? null : world.stages.get(new StageId(deadline.stage));
      if (stage != null) {
        overdue.add(stage);
      }
    }
    return overdue;
  }
}
