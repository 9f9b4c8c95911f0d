package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.dag.ShuffleOutputs;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the placements of an event and sends them: to each executor one batch for each stage,
 * after the program and the shuffle outputs that it does not know yet.
 */
final class Couriers {
  private final World world;
  private final Map<Executor, Map<TaskSet, List<Action.Attempt>>> batches = new LinkedHashMap<>();

  Couriers(World world) {
    this.world = world;
  }

  void add(Executor executor, TaskSet set, RunningAttempt attempt) {
    batches
        .computeIfAbsent(executor, e -> new LinkedHashMap<>(2))
        .computeIfAbsent(set, s -> new ArrayList<>())
        .add(new Action.Attempt(attempt.task(), set.partition(attempt.index()), attempt.attempt()));
  }

  void flush() {
    if (batches.isEmpty()) {
      return;
    }
    batches.forEach(
        (executor, sets) -> {
          sets.forEach((set, attempts) -> send(executor, set.plan(), attempts));
          world.executors.handChanged(executor);
        });
    batches.clear();
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
    world.out.add(new Action.RunTasks(executor.id(), stage.stage(), stage.program(), attempts));
  }

  private void sendProgram(Executor executor, BinaryId program) {
    boolean known = executor.programs().remove(program);
    executor.programs().add(program);
    if (known) {
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
}
