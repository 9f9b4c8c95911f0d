package dev.firesteel.simulation.lineage;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.lineage.JobOptions;
import dev.firesteel.protocol.message.TaskInput;
import dev.firesteel.scheduler.machine.SchedulerSettings;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.Preferences;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Cuts the lineage behind an action into stages, as the engine's own planner does: a shuffle keeps
 * its stage as long as the same datasets are persisted on the way.
 */
public final class ModelPlanner {
  private final List<Placement> hosts;
  private final int copies;
  private final int inMemory;
  private final Racks racks;
  private final Set<DatasetId> persisted = new TreeSet<>();
  private final Map<ByteBuffer, BinaryId> ids = new HashMap<>();
  private final Map<BinaryId, ModelProgram> programs = new HashMap<>();
  private final Map<ShuffleId, StagePlan> drafts = new HashMap<>();
  private final Map<StageId, ModelDataset> roots = new HashMap<>();
  private int stages;

  /**
   * Nothing is persisted yet.
   *
   * @param hosts hosts that may hold splits
   * @param copies hosts that hold each split; 0 for none
   * @param inMemory how many of them hold it in memory, at most
   * @param racks what splits tell
   */
  public ModelPlanner(List<Placement> hosts, int copies, int inMemory, Racks racks) {
    this.hosts = List.copyOf(hosts);
    this.copies = copies;
    this.inMemory = inMemory;
    this.racks = racks;
  }

  /** Whether splits tell the racks of their hosts. */
  public enum Racks {
    /** They do. */
    LISTED,
    /** They do not. */
    UNKNOWN
  }

  /** The datasets that are persisted now; the caller changes the set. */
  public Set<DatasetId> persisted() {
    return persisted;
  }

  /** A job. */
  public JobPlan plan(
      JobId job, ModelDataset root, int[] partitions, JobOptions options, long maxResultBytes) {
    Map<ShuffleId, StagePlan> writers = new LinkedHashMap<>();
    StagePlan result = stage(root, Optional.empty(), partitions, writers, new StageId(stages++));
    List<StagePlan> all = new ArrayList<>(writers.values());
    all.add(result);
    return new JobPlan(job, all, "compute " + root.id(), options, maxResultBytes);
  }

  private StagePlan stage(
      ModelDataset root,
      Optional<ModelShuffle> writes,
      int[] partitions,
      Map<ShuffleId, StagePlan> writers,
      StageId id) {
    List<DatasetId> kept = new ArrayList<>();
    List<StagePlan.Parent> parents = new ArrayList<>();
    Map<ShuffleId, ModelShuffle> read = new LinkedHashMap<>();
    scan(root, List.of(), kept, parents, read);
    for (ModelShuffle shuffle : read.values()) {
      if (!writers.containsKey(shuffle.id())) {
        writers.put(shuffle.id(), draft(shuffle, writers));
      }
    }
    roots.put(id, root);
    return new StagePlan(
        id,
        writes.map(s -> "write " + s.id()).orElse("answer " + root.id()),
        writes
            .<StageOutput>map(s -> new StageOutput.Shuffle(s.id(), s.reducers()))
            .orElse(new StageOutput.Result()),
        partitions,
        program(new ModelProgram(root, writes, new TreeSet<>(kept))),
        SchedulerSettings.DEFAULT_PROFILE,
        parents,
        parents.isEmpty() ? preferences(root) : Preferences.NONE,
        kept.stream().map(d -> new StagePlan.Persisted(d, level(d))).toList());
  }

  /** A third of the datasets are kept by two executors. */
  private static StorageLevel level(DatasetId dataset) {
    return dataset.value() % 3 == 0 ? StorageLevel.MEMORY_2 : StorageLevel.MEMORY;
  }

  private StagePlan draft(ModelShuffle shuffle, Map<ShuffleId, StagePlan> writers) {
    StagePlan known = drafts.get(shuffle.id());
    int[] maps = IntStream.range(0, shuffle.maps()).toArray();
    StagePlan now =
        stage(
            shuffle.writer(),
            Optional.of(shuffle),
            maps,
            writers,
            known == null ? new StageId(stages++) : known.stage());
    drafts.put(shuffle.id(), now);
    return now;
  }

  private void scan(
      ModelDataset dataset,
      List<StagePlan.Kept> way,
      List<DatasetId> kept,
      List<StagePlan.Parent> parents,
      Map<ShuffleId, ModelShuffle> read) {
    List<StagePlan.Kept> behind = way;
    if (persisted.contains(dataset.id())) {
      if (!kept.contains(dataset.id())) {
        kept.add(dataset.id());
      }
      behind = new ArrayList<>(way);
      behind.add(new StagePlan.Kept(dataset.id(), dataset.partitions()));
    }
    for (ModelDataset.Input input : dataset.inputs()) {
      if (input instanceof ModelDataset.Input.Narrow narrow) {
        scan(narrow.parent(), behind, kept, parents, read);
      } else if (input instanceof ModelDataset.Input.Wide wide) {
        read.put(wide.shuffle().id(), wide.shuffle());
        StagePlan.Parent parent = new StagePlan.Parent(wide.shuffle().id(), behind);
        if (!parents.contains(parent)) {
          parents.add(parent);
        }
      }
    }
  }

  private BinaryId program(ModelProgram program) {
    BinaryId id =
        ids.computeIfAbsent(ByteBuffer.wrap(program.bytes()), b -> new BinaryId(ids.size()));
    programs.put(id, program);
    return id;
  }

  private Preferences preferences(ModelDataset dataset) {
    if (copies == 0 || hosts.isEmpty()) {
      return Preferences.NONE;
    }
    return partition -> {
      List<Placement> wished = new ArrayList<>();
      for (int copy = 0; copy < copies; copy++) {
        long at = Digests.mix(dataset.id().value(), partition * 31L + copy);
        Placement host = hosts.get((int) Math.floorMod(at, (long) hosts.size()));
        if (!wished.contains(host)) {
          wished.add(host);
        }
      }
      return new WishedHosts(
          wished.stream().map(Placement::host).toList(),
          racks == Racks.LISTED ? wished.stream().map(Placement::rack).toList() : List.of(),
          Math.min(inMemory, wished.size()));
    };
  }

  /** No later job names a shuffle. */
  public void forget(ShuffleId shuffle) {
    drafts.remove(shuffle);
  }

  /** The bytes of a program. */
  public byte[] bytes(BinaryId program) {
    ModelProgram known = programs.get(program);
    if (known == null) {
      throw new IllegalStateException("There is no " + program);
    }
    return known.bytes();
  }

  /** The splits that a task of a stage reads. */
  public List<TaskInput> inputs(StageId stage, int partition) {
    ModelDataset root = roots.get(stage);
    if (root == null) {
      throw new IllegalStateException("There is no " + stage);
    }
    Map<DatasetId, TaskInput> inputs = new LinkedHashMap<>();
    collect(root, partition, inputs);
    return List.copyOf(inputs.values());
  }

  private static void collect(
      ModelDataset dataset, int partition, Map<DatasetId, TaskInput> inputs) {
    for (ModelDataset.Input input : dataset.inputs()) {
      if (input instanceof ModelDataset.Input.Source) {
        byte[] split = dataset.split(partition);
        inputs.put(dataset.id(), new TaskInput(dataset.id().value(), partition, split));
      } else if (input instanceof ModelDataset.Input.Narrow narrow) {
        collect(narrow.parent(), partition, inputs);
      }
    }
  }

  /** The dataset that a job computes. */
  public ModelDataset target(JobPlan job) {
    ModelDataset root = roots.get(job.resultStage().stage());
    if (root == null) {
      throw new IllegalStateException("There is no " + job.job());
    }
    return root;
  }
}
