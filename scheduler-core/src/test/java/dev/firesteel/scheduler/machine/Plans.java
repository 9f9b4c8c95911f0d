package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.lineage.JobOptions;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.Preferences;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Writes job plans in one line: {@code Plans.job(0).map(7, 4).result(2, 7)}. */
final class Plans {
  private final int job;
  private final List<StagePlan> stages = new ArrayList<>();
  private JobOptions options = JobOptions.NONE;
  private long maxResultBytes;
  private Preferences preferences = Preferences.NONE;
  private List<StagePlan.Persisted> persisted = List.of();
  private List<StagePlan.Kept> unlessKept = List.of();

  private Plans(int job) {
    this.job = job;
  }

  static Plans job(int job) {
    return new Plans(job);
  }

  Plans group(String name) {
    options = options.withGroup(name);
    return this;
  }

  Plans tags(String... names) {
    options = options.withTags(new TreeSet<>(List.of(names)));
    return this;
  }

  Plans pool(String name) {
    options = options.withPool(name);
    return this;
  }

  Plans timeout(Duration limit) {
    options = options.withTimeout(limit);
    return this;
  }

  Plans maxResultBytes(long bytes) {
    maxResultBytes = bytes;
    return this;
  }

  /** For the next stage. */
  Plans prefer(Preferences wishes) {
    preferences = wishes;
    return this;
  }

  /** For the next stage. */
  Plans persist(int dataset) {
    return persist(dataset, StorageLevel.MEMORY);
  }

  /** For the next stage. */
  Plans persist(int dataset, StorageLevel level) {
    persisted = List.of(new StagePlan.Persisted(new DatasetId(dataset), level));
    return this;
  }

  /** For the edges of the next stage. */
  Plans unlessKept(int dataset, int partitions) {
    unlessKept = List.of(new StagePlan.Kept(new DatasetId(dataset), partitions));
    return this;
  }

  /** A stage that writes a shuffle and reads others. */
  Plans map(int shuffle, int tasks, int... reads) {
    return add(new StageOutput.Shuffle(shuffle(shuffle), 2), tasks, reads);
  }

  /** The result stage. */
  JobPlan result(int tasks, int... reads) {
    add(new StageOutput.Result(), tasks, reads);
    return new JobPlan(new JobId(job), stages, "job " + job, options, maxResultBytes);
  }

  private Plans add(StageOutput output, int tasks, int... reads) {
    int stage = job * 100 + stages.size();
    List<StagePlan.Kept> kept = unlessKept;
    stages.add(
        new StagePlan(
            new StageId(stage),
            "step " + stage,
            output,
            IntStream.range(0, tasks).toArray(),
            new BinaryId(stage),
            SchedulerSettings.DEFAULT_PROFILE,
            IntStream.of(reads)
                .mapToObj(read -> new StagePlan.Parent(shuffle(read), kept))
                .toList(),
            preferences,
            persisted));
    preferences = Preferences.NONE;
    persisted = List.of();
    unlessKept = List.of();
    return this;
  }

  static ShuffleId shuffle(int shuffle) {
    return new ShuffleId(shuffle);
  }
}
