package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.dag.ShuffleOutputs;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the placements of an event and sends them: to each executor a batch for each stage,
 * after the program, the shuffle outputs that it does not know yet and the addresses of kept
 * partitions that its tasks would find elsewhere.
 */
final class Couriers {
  private final World world;
  private List<Batch> batches = new ArrayList<>();

  Couriers(World world) {
    this.world = world;
  }

  private record Batch(Executor executor, TaskSet set, List<Action.Attempt> attempts) {}

  void add(Executor executor, TaskSet set, RunningAttempt attempt) {
    batch(executor, set)
        .attempts
        .add(
            new Action.Attempt(
                attempt.task(), set.partition(attempt.index()), attempt.attempt(), attempt.near()));
  }

  /** What an executor gets comes in one go, so its batches are the last ones. */
  private Batch batch(Executor executor, TaskSet set) {
    for (int i = batches.size() - 1; i >= 0 && batches.get(i).executor == executor; i--) {
      if (batches.get(i).set == set) {
        return batches.get(i);
      }
    }
    Batch first = new Batch(executor, set, new ArrayList<>());
    batches.add(first);
    return first;
  }

  void flush() {
    if (batches.isEmpty()) {
      return;
    }
    for (Batch batch : batches) {
      send(batch.executor, batch.set.plan(), batch.attempts);
      world.executors.handChanged(batch.executor);
    }
    batches = new ArrayList<>(); // what the largest event ever needed is not kept
  }

  private void send(Executor executor, StagePlan stage, List<Action.Attempt> attempts) {
    sendProgram(executor, stage.program());
    for (StagePlan.Parent parent : stage.parents()) {
      ShuffleOutputs outputs = world.shuffles.find(parent.shuffle());
      if (outputs != null && outputs.complete()) {
        sendOutputs(executor, outputs);
      }
    }
    if (stage.output() instanceof StageOutput.Shuffle written) {
      ShuffleOutputs outputs = world.shuffles.find(written.shuffle());
      if (outputs != null) {
        outputs.touched().add(executor);
      }
    }
    sendKeptElsewhere(executor, stage, attempts);
    world.out.add(new Action.RunTasks(executor.id(), stage.stage(), stage.program(), attempts));
  }

  private void sendProgram(Executor executor, BinaryId program) {
    if (executor.uses(program)) {
      return;
    }
    world.out.add(new Action.SendProgram(executor.id(), program));
    List<BinaryId> surplus = world.programs.surplus(executor.programs());
    if (!surplus.isEmpty()) {
      world.out.send(executor.id(), new ToExecutor.ForgetPrograms(surplus));
    }
  }

  private void sendOutputs(Executor executor, ShuffleOutputs outputs) {
    Integer known = executor.outputVersions().put(outputs.shuffle(), outputs.version());
    if (known == null || known != outputs.version()) {
      outputs.touched().add(executor);
      world.out.send(executor.id(), outputs.message());
    }
  }

  /** Tells who keeps what the tasks would find kept, were they not placed away from it. */
  private void sendKeptElsewhere(
      Executor executor, StagePlan stage, List<Action.Attempt> attempts) {
    if (stage.persisted().isEmpty()) {
      return;
    }
    List<ToExecutor.Holders> elsewhere = new ArrayList<>();
    for (Action.Attempt attempt : attempts) {
      keptElsewhere(executor, stage, attempt.partition()).ifPresent(elsewhere::add);
    }
    if (!elsewhere.isEmpty()) {
      world.out.send(executor.id(), new ToExecutor.KeptElsewhere(elsewhere));
    }
  }

  private Optional<ToExecutor.Holders> keptElsewhere(
      Executor executor, StagePlan stage, int partition) {
    for (StagePlan.Persisted persisted : stage.persisted()) {
      List<Executor> holders = world.kept.holders(persisted.dataset(), partition);
      if (holders.contains(executor)) {
        return Optional.empty();
      }
      List<BlockAddress> at =
          holders.stream().filter(Executor::attached).map(Executor::blocks).toList();
      if (!at.isEmpty()) {
        return Optional.of(
            new ToExecutor.Holders(new ToDriver.DatasetBlock(persisted.dataset(), partition), at));
      }
    }
    return Optional.empty();
  }
}
