package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.scheduler.dag.Job;
import dev.firesteel.scheduler.dag.ShuffleOutputs;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.dag.StageState;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.placement.TaskState;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Moves stages along the table of {@link StageState}. */
final class StageFlow {
  private final World world;
  private final Dispatcher dispatcher;
  private final Cancellations cancellations;
  private final Map<ShuffleId, Stage> writers = new LinkedHashMap<>();

  StageFlow(World world, Dispatcher dispatcher) {
    this.world = world;
    this.dispatcher = dispatcher;
    this.cancellations = new Cancellations(world);
  }

  /** Makes the result stage of a job and, where it needs them, the stages before it. */
  void begin(Job job) {
    Stage stage = make(job.plan().resultStage());
    stage.jobs().add(job);
    job.stages().add(stage);
    advance(stage);
  }

  private Stage make(StagePlan plan) {
    Stage stage = new Stage(plan);
    if (world.stages.putIfAbsent(plan.stage(), stage) != null) {
      throw new IllegalStateException("Cannot begin " + plan.stage() + ": it works already");
    }
    world.programs.use(plan.program());
    return stage;
  }

  /** Lets a waiting stage run if nothing is missing, else sees that it is computed. */
  void advance(Stage first) {
    Deque<Stage> todo = new ArrayDeque<>(List.of(first));
    Set<Stage> looked = new HashSet<>(todo);
    while (!todo.isEmpty()) {
      Stage stage = todo.remove();
      if (stage.state() != StageState.WAITING) {
        continue;
      }
      boolean ready = true;
      for (StagePlan.Parent parent : stage.plan().parents()) {
        if (isMissing(parent)) {
          ready = false;
          Stage writer = await(stage, parent.shuffle(), todo);
          if (looked.add(writer)) {
            todo.add(writer);
          }
        }
      }
      List<Stage> others = new ArrayList<>();
      if (ready && wanted(stage, others)) {
        start(stage);
      } else if (ready) {
        others.stream().filter(looked::add).forEach(todo::add);
      }
    }
  }

  /**
   * Whether a result needs a stage: what was missing when it began to wait may be kept now.
   *
   * @param others gets the stages that wait and can do without it
   */
  private boolean wanted(Stage first, List<Stage> others) {
    Deque<Stage> todo = new ArrayDeque<>(List.of(first));
    Set<Stage> seen = new HashSet<>(todo);
    while (!todo.isEmpty()) {
      Stage stage = todo.removeLast();
      if (!(stage.plan().output() instanceof StageOutput.Shuffle written)) {
        return true;
      }
      for (Stage reader : stage.readers()) {
        if (reader.state() != StageState.WAITING) {
          continue;
        }
        if (!misses(reader, written)) {
          others.add(reader); // unless it misses this through another
        } else if (seen.add(reader)) {
          todo.add(reader);
        }
      }
    }
    return false;
  }

  private boolean misses(Stage reader, StageOutput.Shuffle written) {
    for (StagePlan.Parent parent : reader.plan().parents()) {
      if (parent.shuffle().equals(written.shuffle()) && isMissing(parent)) {
        return true;
      }
    }
    return false;
  }

  private Stage await(Stage reader, ShuffleId shuffle, Deque<Stage> todo) {
    Stage writer = writers.get(shuffle);
    if (writer == null) {
      writer = make(writerPlan(reader, shuffle));
      writers.put(shuffle, writer);
    }
    writer.readers().add(reader);
    boolean news = false;
    for (Job job : reader.jobs()) {
      news |= writer.jobs().add(job);
      job.stages().add(writer);
    }
    if (news) {
      rank(writer);
      todo.add(writer);
    }
    return writer;
  }

  private static StagePlan writerPlan(Stage reader, ShuffleId shuffle) {
    for (Job job : reader.jobs()) {
      StagePlan plan = job.writer(shuffle);
      if (plan != null) {
        return plan;
      }
    }
    throw new IllegalStateException(
        "Cannot run " + reader + ": no stage of its jobs writes " + shuffle);
  }

  /** Whether a stage reads output that is not there. */
  boolean blocked(Stage stage) {
    for (StagePlan.Parent parent : stage.plan().parents()) {
      if (isMissing(parent)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMissing(StagePlan.Parent parent) {
    return !world.shuffles.complete(parent.shuffle())
        && parent.unlessKept().stream()
            .noneMatch(kept -> world.kept.complete(kept.dataset(), kept.partitions()));
  }

  private void start(Stage stage) {
    stage.move(StageState.RUNNING);
    world.stagesBegun++;
    int attempt = stage.heldBack();
    TaskSet set = stage.tasks();
    if (set == null) {
      int[] partitions = stage.plan().partitions();
      if (stage.plan().output() instanceof StageOutput.Shuffle shuffle) {
        ShuffleOutputs outputs = world.shuffles.of(shuffle.shuffle(), partitions.length);
        partitions = outputs.missing();
        attempt = outputs.nextRun();
        world.lostWork.redone(outputs.lost());
      }
      set =
          new TaskSet(
              stage.plan(),
              partitions,
              new StageWishes(stage.plan(), world.kept),
              world.executors,
              world.settings.waits().locality().toNanos(),
              world.settings.limits().taskFailures(),
              world.now);
      stage.tasks(set);
      world.deadlines.begun(stage);
    }
    world.out.tell(
        new Notice.StageStarted(
            stage.id(), attempt, stage.earliestJob(), stage.plan().name(), set.size()));
    if (set.done() == set.size()) {
      complete(stage);
    } else {
      pended(stage, set);
    }
  }

  /** Tasks of a stage became pending: they may be placed, unless what they read is missing. */
  void pended(Stage stage, TaskSet set) {
    if (stage.state() != StageState.RUNNING || set.pending() == 0) {
      return;
    }
    if (blocked(stage)) {
      hold(stage);
      advance(stage);
    } else {
      if (!world.backlog.contains(stage.id())) {
        world.backlog.add(set, stage.earliestJob(), stage.pool());
      }
      dispatcher.fresh(stage.id());
    }
  }

  private void hold(Stage stage) {
    stage.move(StageState.WAITING);
    world.backlog.remove(stage.id());
  }

  /** Output or kept partitions were lost: stages that still have to read them are held back. */
  void holdBlocked() {
    for (Stage stage : List.copyOf(world.stages.values())) {
      TaskSet set = stage.tasks();
      if (set != null) {
        pended(stage, set);
      }
    }
  }

  /** Outputs of a shuffle are lost: if its stage is at work, those tasks run again. */
  void outputsLost(ShuffleOutputs outputs, int[] maps) {
    Stage writer = writers.get(outputs.shuffle());
    TaskSet set = writer == null ? null : writer.tasks();
    if (writer == null || set == null) {
      return;
    }
    for (int map : maps) {
      int index = set.indexOf(map);
      if (index >= 0 && set.state(index) == TaskState.DONE) {
        set.reopen(index);
        world.lostWork.redone(1);
      }
    }
    pended(writer, set);
  }

  /** The last task of a stage counted. */
  void complete(Stage stage) {
    stage.move(StageState.DONE);
    leave(stage);
    world.out.tell(new Notice.StageEnded(stage.id(), "done"));
    for (Job job : stage.jobs()) {
      worked(stage, job);
      job.stages().remove(stage);
    }
    stage.readers().forEach(this::advance);
  }

  /** A job has ended: its stages go on only for other jobs. */
  void release(Job job, String how) {
    for (Stage stage : List.copyOf(job.stages())) {
      stage.jobs().remove(job);
      worked(stage, job);
      if (stage.jobs().isEmpty()) {
        drop(stage, how);
      } else {
        rank(stage);
      }
    }
    job.stages().clear();
  }

  /** A stage works for a job no more. */
  private static void worked(Stage stage, Job job) {
    TaskSet set = stage.tasks();
    if (set != null) {
      job.locality().add(set.locality());
    }
  }

  private void rank(Stage stage) {
    TaskSet set = stage.tasks();
    if (set != null) {
      world.backlog.rank(set, stage.earliestJob(), stage.pool());
    }
  }

  private void drop(Stage stage, String how) {
    stage.move(StageState.DROPPED);
    leave(stage);
    TaskSet set = stage.tasks();
    if (set == null) {
      return;
    }
    world.out.tell(new Notice.StageEnded(stage.id(), how));
    if (set.placed() > 0) {
      List<RunningAttempt> live = new ArrayList<>();
      set.forEachLive(live::add);
      cancellations.cancel(live, how);
    }
  }

  private void leave(Stage stage) {
    world.stages.remove(stage.id());
    world.deadlines.ended(stage);
    world.backlog.leave(stage.id());
    TaskSet set = stage.tasks();
    if (set != null) {
      world.locality.add(set.locality());
    }
    if (stage.plan().output() instanceof StageOutput.Shuffle shuffle) {
      writers.remove(shuffle.shuffle());
    }
    releaseProgram(stage.plan().program());
  }

  /** A job or a stage no longer uses a program. */
  void releaseProgram(BinaryId program) {
    for (BinaryId forgotten : world.programs.release(program)) {
      world.out.add(new Action.ForgetProgram(forgotten));
    }
  }
}
