package dev.firesteel.scheduler.driver;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.dataset.lineage.EncodedProgram;
import dev.firesteel.dataset.lineage.JobRequest;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.SourceNode;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans of jobs. A shuffle's map stage keeps its id and its program from the first job that
 * names it to the last. Safe for any thread; what is slow (input is planned, programs are
 * serialized) happens on the caller's thread and outside the lock.
 */
final class Planner {
  private final Programs programs;
  private final ProfileId profile;
  private final long maxResultBytes;
  private final Map<ShuffleId, MapStage> mapStages = new HashMap<>();
  private int nextStage;

  Planner(Programs programs, ProfileId profile, long maxResultBytes) {
    this.programs = programs;
    this.profile = profile;
    this.maxResultBytes = maxResultBytes;
  }

  /** A map stage that was planned before; does not keep its lineage alive. */
  private record MapStage(
      StageId stage, String levels, BinaryId program, List<SourceNode<?, ?>> sources) {}

  /**
   * Plans a job.
   *
   * @throws FiresteelException if the request is wrong, the input is missing, or a program does not
   *     serialize
   */
  PlannedJob plan(JobId job, JobRequest<?, ?> request) {
    int[] partitions = partitions(request);
    while (true) {
      Optional<PlannedJob> planned = tryPlan(job, request, partitions);
      if (planned.isPresent()) {
        return planned.get();
      }
    }
  }

  /** Empty if another job changed meanwhile what this one builds on. */
  private Optional<PlannedJob> tryPlan(JobId job, JobRequest<?, ?> request, int[] partitions) {
    List<StageDraft> drafts = StageDraft.cut(request.target());
    List<@Nullable EncodedProgram> encoded = new ArrayList<>(drafts.size());
    for (StageDraft draft : drafts) {
      draft.root().partitions(); // plans the input, which may be missing, slow, or both
      encoded.add(
          isPlanned(draft)
              ? null
              : ProgramEncoder.encode(
                  name(draft, request), draft.program(request), draft.scan().depth()));
    }
    return assemble(job, request, partitions, drafts, encoded);
  }

  private static int[] partitions(JobRequest<?, ?> request) {
    int all = request.target().partitions();
    int[] sorted = new int[request.partitions().size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = request.partitions().get(i);
    }
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] < 0 || sorted[i] >= all) {
        throw wrong(request, "there is no partition " + sorted[i] + " (the dataset has " + all);
      }
      if (i > 0 && sorted[i] == sorted[i - 1]) {
        throw wrong(request, "partition " + sorted[i] + " is asked for twice (name each once");
      }
    }
    return sorted;
  }

  private static FiresteelException wrong(JobRequest<?, ?> request, String why) {
    return new FiresteelException(
        ErrorCategory.USER, "Cannot run " + request.description() + ": " + why + ")");
  }

  private static String name(StageDraft draft, JobRequest<?, ?> request) {
    return draft.shuffle() == null ? request.description() : draft.root().describe();
  }

  private synchronized boolean isPlanned(StageDraft draft) {
    return draft.shuffle() != null && planned(draft.shuffle(), draft.scan()) != null;
  }

  private @Nullable MapStage planned(ShuffleDependency<?, ?, ?> shuffle, StageScan scan) {
    MapStage known = mapStages.get(shuffle.id());
    return known != null && known.levels.equals(scan.levels()) ? known : null;
  }

  private synchronized Optional<PlannedJob> assemble(
      JobId job,
      JobRequest<?, ?> request,
      int[] partitions,
      List<StageDraft> drafts,
      List<@Nullable EncodedProgram> encoded) {
    for (int i = 0; i < drafts.size(); i++) {
      if (encoded.get(i) == null && !isPlanned(drafts.get(i))) {
        return Optional.empty();
      }
    }
    List<StagePlan> plans = new ArrayList<>(drafts.size());
    List<StageLineage> lineages = new ArrayList<>(drafts.size());
    List<BinaryId> held = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      StageDraft draft = drafts.get(i);
      MapStage stage = stage(draft, encoded.get(i));
      held.add(stage.program);
      lineages.add(new StageLineage(stage.stage, draft.root(), stage.sources));
      plans.add(
          new StagePlan(
              stage.stage,
              name(draft, request),
              output(draft.shuffle()),
              draft.shuffle() == null ? partitions : all(draft.root().partitions()),
              stage.program,
              profile,
              draft.scan().parents(),
              SourceHosts.of(draft.root(), stage.sources),
              draft.scan().persisted()));
    }
    JobPlan plan =
        new JobPlan(job, plans, request.description(), request.options(), maxResultBytes);
    return Optional.of(new PlannedJob(plan, List.copyOf(lineages), List.copyOf(held), request));
  }

  /** The stage of a draft, with its program held for the job. */
  private MapStage stage(StageDraft draft, @Nullable EncodedProgram encoded) {
    ShuffleDependency<?, ?, ?> shuffle = draft.shuffle();
    MapStage known = shuffle == null ? null : planned(shuffle, draft.scan());
    if (known != null) {
      programs.hold(known.program);
      return known;
    }
    Objects.requireNonNull(encoded, "what is not planned was encoded");
    MapStage before = shuffle == null ? null : mapStages.get(shuffle.id());
    MapStage stage =
        new MapStage(
            before == null ? new StageId(nextStage++) : before.stage,
            draft.scan().levels(),
            programs.hold(encoded),
            encoded.sources());
    if (shuffle != null) {
      if (before != null) {
        programs.release(before.program);
      }
      programs.hold(stage.program);
      mapStages.put(shuffle.id(), stage);
    }
    return stage;
  }

  private static StageOutput output(@Nullable ShuffleDependency<?, ?, ?> shuffle) {
    return shuffle == null
        ? new StageOutput.Result()
        : new StageOutput.Shuffle(shuffle.id(), shuffle.partitioner().partitions());
  }

  private static int[] all(int partitions) {
    int[] all = new int[partitions];
    for (int i = 0; i < partitions; i++) {
      all[i] = i;
    }
    return all;
  }

  /** Nobody will name this shuffle again. */
  synchronized void forget(ShuffleId shuffle) {
    MapStage known = mapStages.remove(shuffle);
    if (known != null) {
      programs.release(known.program);
    }
  }

  /** The job has ended. */
  void release(PlannedJob job) {
    job.programs().forEach(programs::release);
  }
}
