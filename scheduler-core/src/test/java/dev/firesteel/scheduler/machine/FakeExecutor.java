package dev.firesteel.scheduler.machine;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An executor as the random histories have it: it takes messages one by one and runs tasks. */
final class FakeExecutor {
  final ExecutorId id;
  final String host;
  final Deque<Object> inbox = new ArrayDeque<>();
  final Deque<Event> outbox = new ArrayDeque<>();
  final Set<BinaryId> programs = new HashSet<>();
  final Map<ShuffleId, ToExecutor.ShuffleOutputs> outputs = new HashMap<>();
  final Set<List<Object>> written = new HashSet<>();
  final Set<ToDriver.DatasetBlock> kept = new HashSet<>();
  final Deque<Order> queue = new ArrayDeque<>();
  final Deque<CopyOrder> copies = new ArrayDeque<>();
  final List<Order> running = new ArrayList<>();
  boolean alive = true;
  boolean mute;
  boolean registered;
  boolean preempted;
  boolean leaving;

  record Order(StageId stage, Action.Attempt attempt) {}

  /** What tasks find around them. */
  interface Surroundings {
    StagePlan plan(StageId stage);

    boolean chance(double probability);

    boolean serves(ExecutorId executor, ShuffleId shuffle, int map);

    boolean keeps(DatasetId dataset, int partition);

    boolean has(ExecutorId executor, BlockName block);
  }

  FakeExecutor(ExecutorId id, String host) {
    this.id = id;
    this.host = host;
  }

  BlockAddress address() {
    return new BlockAddress(id, host, 1);
  }

  /** Takes one message or ends one task; returns whether there was anything to do. */
  boolean step(Surroundings around) {
    if (!alive || mute) {
      return false;
    }
    while (running.size() < 2 && !queue.isEmpty()) {
      running.add(queue.remove());
    }
    if (!copies.isEmpty() && around.chance(0.5)) {
      outbox.add(new Event.BlocksCopied(id, List.of(copy(copies.remove(), around))));
      return true;
    }
    if (!inbox.isEmpty() && (running.isEmpty() || around.chance(0.5))) {
      take(inbox.remove());
      return true;
    }
    if (running.isEmpty()) {
      return !copies.isEmpty();
    }
    List<TaskReport> reports = new ArrayList<>();
    while (!running.isEmpty() && (reports.isEmpty() || around.chance(0.5))) {
      reports.add(run(running.remove(around.chance(0.5) ? 0 : running.size() - 1), around));
    }
    outbox.add(new Event.TasksEnded(id, reports));
    if (around.chance(0.02)) {
      outbox.add(new Event.TasksEnded(id, reports)); // reported twice
    }
    return true;
  }

  private void take(Object message) {
    if (message instanceof Action.RunTasks run) {
      if (!programs.contains(run.program())) {
        throw new AssertionError(id + " got tasks of " + run.program() + " without the program");
      }
      run.attempts().forEach(a -> queue.add(new Order(run.stage(), a)));
    } else if (message instanceof Action.SendProgram send) {
      programs.add(send.program());
    } else if (message instanceof ToExecutor.ForgetPrograms forget) {
      programs.removeAll(forget.programs());
    } else if (message instanceof ToExecutor.ShuffleOutputs known) {
      outputs.put(known.shuffle(), known);
    } else if (message instanceof ToExecutor.ReturnTasks wanted) {
      List<TaskId> back = new ArrayList<>();
      queue.removeIf(o -> wanted.tasks().contains(o.attempt.task()) && back.add(o.attempt.task()));
      outbox.add(new Event.TasksReturned(id, back));
    } else if (message instanceof ToExecutor.CancelTasks cancel) {
      List<Order> ended = new ArrayList<>();
      queue.removeIf(o -> cancel.tasks().contains(o.attempt.task()) && ended.add(o));
      running.removeIf(o -> cancel.tasks().contains(o.attempt.task()) && ended.add(o));
      ended.forEach(
          o ->
              outbox.add(
                  new Event.TasksEnded(
                      id, List.of(report(o, new Outcome.Cancelled("asked"), List.of())))));
    } else if (message instanceof ToExecutor.ForgetShuffle forget) {
      outputs.remove(forget.shuffle());
      written.removeIf(key -> key.get(0).equals(forget.shuffle()));
    } else if (message instanceof ToExecutor.CopyBlocks copy) {
      copy.orders().forEach(order -> copies.add(order));
    } else if (message instanceof ToExecutor.ForgetDataset forget) {
      kept.removeIf(block -> block.dataset().equals(forget.dataset()));
    }
  }

  private CopyReport copy(CopyOrder order, Surroundings around) {
    if (!around.has(order.from().owner(), order.block()) || around.chance(0.05)) {
      return new CopyReport(order.block(), "not there");
    }
    if (order.block() instanceof BlockName.Partition partition) {
      kept.add(partition.block());
    } else if (order.block() instanceof BlockName.MapOutput output) {
      written.add(List.of(output.shuffle(), output.map()));
    }
    return new CopyReport(order.block(), "");
  }

  private TaskReport run(Order order, Surroundings around) {
    StagePlan plan = around.plan(order.stage);
    int partition = order.attempt.partition();
    if (around.chance(0.03)) {
      return report(
          order, new Outcome.Failed(ErrorCategory.TRANSIENT, "boom", "boom\n at X"), List.of());
    }
    boolean found = plan.persisted().stream().anyMatch(p -> around.keeps(p.dataset(), partition));
    if (!found) {
      for (StagePlan.Parent parent : plan.parents()) {
        Outcome failure = read(parent.shuffle(), around);
        if (failure != null) {
          return report(order, failure, List.of());
        }
      }
    }
    List<ToDriver.DatasetBlock> keeps = new ArrayList<>();
    for (StagePlan.Persisted persisted : plan.persisted()) {
      DatasetId dataset = persisted.dataset();
      keeps.add(new ToDriver.DatasetBlock(dataset, partition));
    }
    kept.addAll(keeps);
    if (plan.output() instanceof StageOutput.Shuffle shuffle) {
      written.add(List.of(shuffle.shuffle(), partition));
      return report(order, new Outcome.MapWritten(new byte[] {1, 1}), keeps);
    }
    return report(order, new Outcome.Answered(new byte[] {(byte) partition}), keeps);
  }

  private Outcome read(ShuffleId shuffle, Surroundings around) {
    ToExecutor.ShuffleOutputs known = outputs.get(shuffle);
    if (known == null) {
      return new Outcome.FetchFailed(shuffle, 0, BlockAddress.DRIVER, "not known here");
    }
    for (int map = 0; map < known.serverOfMap().length; map++) {
      int server = known.serverOfMap()[map];
      ExecutorId from = server < 0 ? BlockAddress.DRIVER : known.servers().get(server).owner();
      if (!around.serves(from, shuffle, map) || around.chance(0.002)) {
        return new Outcome.FetchFailed(shuffle, map, from, "not served");
      }
    }
    return null;
  }

  private static TaskReport report(
      Order order, Outcome outcome, List<ToDriver.DatasetBlock> keeps) {
    boolean good = outcome instanceof Outcome.Answered || outcome instanceof Outcome.MapWritten;
    AccumulatorId id = new AccumulatorId(order.stage.value() * 1000L + order.attempt.partition());
    return new TaskReport(
        order.attempt.task(),
        1000,
        outcome,
        good ? List.of(new TaskReport.AccumulatorState(id, new byte[0])) : List.of(),
        keeps,
        TaskMetrics.NONE);
  }
}
