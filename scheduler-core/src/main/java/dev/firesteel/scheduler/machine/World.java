package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.scheduler.dag.Job;
import dev.firesteel.scheduler.dag.KeptBlocks;
import dev.firesteel.scheduler.dag.Programs;
import dev.firesteel.scheduler.dag.Shuffles;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.Executors;
import dev.firesteel.scheduler.health.Exclusions;
import dev.firesteel.scheduler.placement.Backlog;
import dev.firesteel.scheduler.placement.LocalityTally;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Everything the scheduler knows; the flows of this package share it. */
final class World {
  final SchedulerSettings settings;
  final Outbox out = new Outbox();
  final Executors executors = new Executors();
  final Map<JobId, Job> jobs = new LinkedHashMap<>();
  final Map<StageId, Stage> stages = new LinkedHashMap<>();
  final Shuffles shuffles = new Shuffles();
  final KeptBlocks kept = new KeptBlocks();
  final Programs programs = new Programs();
  final Backlog backlog;
  final Exclusions exclusions = new Exclusions();
  final Map<Executor, Drain> drains = new LinkedHashMap<>();
  final LocalityTally locality = new LocalityTally();
  final LostWorkTally lostWork = new LostWorkTally();
  final Deadlines deadlines = new Deadlines(this);
  final Set<DatasetId> forgottenDatasets = new LinkedHashSet<>();
  long now;
  long progressAt;
  long stagesBegun;
  private long tasks;

  World(SchedulerSettings settings) {
    this.settings = settings;
    this.backlog = new Backlog(settings.jobs().sharing());
  }

  TaskId nextTask() {
    return new TaskId(tasks++);
  }
}
