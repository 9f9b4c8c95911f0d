package dev.firesteel.simulation.executor;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.simulation.lineage.Lineage;
import dev.firesteel.simulation.lineage.ModelProgram;
import dev.firesteel.simulation.network.SimulatedNetwork.Fetched;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The slots of an executor, the queue before them, and what the driver told. */
final class Slots {
  private final ExecutorSpec spec;
  private final Lineage lineage;
  private final Behaviour behaviour;
  private final Outside outside;
  private final Shelf shelf;
  private final Copying copying;
  private final Map<BinaryId, ModelProgram> programs = new LinkedHashMap<>();
  private final Map<ShuffleId, ToExecutor.ShuffleOutputs> outputs = new LinkedHashMap<>();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Map<TaskId, TaskRun> running = new LinkedHashMap<>();
  private List<TaskReport> reports = new ArrayList<>();

  /** What tasks have around them. */
  interface Outside {
    long now();

    void after(long nanos, Runnable what);

    void tell(ToDriver message);

    void fetch(ExecutorId server, List<BlockKey> keys, Consumer<Fetched> answer);

    void outOfMemory();
  }

  private record Waiting(StageId stage, BinaryId program, TaskOrder order) {}

  Slots(ExecutorSpec spec, Lineage lineage, Behaviour behaviour, Outside outside) {
    this.spec = spec;
    this.lineage = lineage;
    this.behaviour = behaviour;
    this.outside = outside;
    this.shelf = new Shelf(spec.keeps());
    this.copying = new Copying(shelf, outside);
  }

  Shelf shelf() {
    return shelf;
  }

  int programs() {
    return programs.size();
  }

  List<TaskId> running() {
    return List.copyOf(running.keySet());
  }

  List<TaskId> inHand() {
    List<TaskId> all = new ArrayList<>(running.keySet());
    queue.forEach(waiting -> all.add(waiting.order.id()));
    return all;
  }

  void obey(ToExecutor message) {
    if (message instanceof ToExecutor.DefineProgram define) {
      programs.put(define.id(), lineage.program(define.program()));
    } else if (message instanceof ToExecutor.ForgetPrograms forget) {
      forget.programs().forEach(programs::remove);
    } else if (message instanceof ToExecutor.ShuffleOutputs told) {
      outputs.merge(told.shuffle(), told, (old, now) -> now.version() < old.version() ? old : now);
    } else if (message instanceof ToExecutor.RunTasks tasks) {
      tasks.tasks().forEach(o -> queue.add(new Waiting(tasks.stage(), tasks.program(), o)));
      fill();
    } else if (message instanceof ToExecutor.ReturnTasks wanted) {
      flush();
      outside.tell(new ToDriver.TasksReturned(takeBack(wanted.tasks())));
    } else if (message instanceof ToExecutor.CancelTasks cancel) {
      cancel(cancel);
    } else if (message instanceof ToExecutor.KeptElsewhere elsewhere) {
      copying.learn(elsewhere);
    } else if (message instanceof ToExecutor.CopyBlocks copies) {
      copies.orders().forEach(order -> copying.copy(order, this::dropped));
    } else if (message instanceof ToExecutor.ForgetShuffle forget) {
      outputs.remove(forget.shuffle());
      shelf.forget(forget.shuffle());
    } else if (message instanceof ToExecutor.ForgetDataset forget) {
      shelf.forget(forget.dataset());
    }
  }

  private List<TaskId> takeBack(List<TaskId> tasks) {
    List<TaskId> back = new ArrayList<>();
    for (Iterator<Waiting> all = queue.iterator(); all.hasNext(); ) {
      TaskId task = all.next().order.id();
      if (tasks.contains(task)) {
        all.remove();
        back.add(task);
      }
    }
    return back;
  }

  private void cancel(ToExecutor.CancelTasks cancel) {
    for (TaskId dropped : takeBack(cancel.tasks())) {
      report(
          new TaskReport(
              dropped,
              0,
              new Outcome.Cancelled(cancel.why()),
              List.of(),
              List.of(),
              TaskMetrics.NONE));
    }
    for (TaskId task : cancel.tasks()) {
      TaskRun run = running.get(task);
      if (run != null) {
        run.cancelled = cancel.why();
        if (run.fate.interruptible()) {
          end(run, new Outcome.Cancelled(cancel.why()), List.of());
        }
      }
    }
  }

  private void fill() {
    while (running.size() < spec.slots() && !queue.isEmpty()) {
      begin(queue.remove());
    }
  }

  private void begin(Waiting next) {
    ModelProgram program = programs.get(next.program);
    if (program == null) {
      Outcome unknown =
          new Outcome.Failed(
              ErrorCategory.INTERNAL, next.program + " was not sent or is forgotten", "");
      report(new TaskReport(next.order.id(), 0, unknown, List.of(), List.of(), TaskMetrics.NONE));
      return;
    }
    TaskRun run =
        new TaskRun(
            next.stage,
            new AccumulatorId(next.program.value()),
            next.order,
            program,
            behaviour.fate(next.stage, next.order),
            outside.now());
    running.put(run.task(), run);
    copying.find(
        program.persisted(),
        next.order.partition(),
        found -> {
          run.begin(
              (dataset, partition) -> {
                Long value = found.get(dataset);
                return value == null ? shelf.kept(dataset, partition) : OptionalLong.of(value);
              });
          read(run);
        });
  }

  private void read(TaskRun run) {
    List<TaskRun.Request> requests = new ArrayList<>();
    Outcome missing = run.reads(outputs, requests);
    if (missing != null) {
      outside.after(1, () -> end(run, missing, List.of()));
    } else if (requests.isEmpty()) {
      compute(run);
    } else {
      new Fetching(
              spec.id(),
              shelf,
              outside,
              run,
              failed -> {
                if (failed == null) {
                  compute(run);
                } else {
                  end(run, failed, List.of());
                }
              })
          .ask(requests);
    }
  }

  private void compute(TaskRun run) {
    outside.after(run.fate.nanos(), () -> finish(run));
  }

  private void finish(TaskRun run) {
    if (running.get(run.task()) != run) {
      return;
    }
    if (run.fate.end() == Fate.End.OUT_OF_MEMORY) {
      outside.outOfMemory();
      return;
    }
    if (run.fate.end() == Fate.End.THROWS) {
      end(run, TaskRun.thrown(), List.of());
      return;
    }
    long value = run.compute();
    boolean writes = run.cancelled == null || behaviour.writesThoughCancelled();
    List<DatasetBlock> dropped = new ArrayList<>();
    Map<DatasetBlock, Long> keeps = run.keeps();
    keeps.forEach((block, kept) -> dropped.addAll(shelf.keep(block, kept)));
    dropped.removeIf(shelf.kept()::contains); // dropped for one and kept again by another
    Outcome outcome =
        run.program
            .writes()
            .<Outcome>map(
                shuffle -> {
                  if (writes) {
                    shelf.write(shuffle.id(), run.task(), shuffle.blocks(value));
                  }
                  return new Outcome.MapWritten(shuffle.sizes(value));
                })
            .orElseGet(() -> new Outcome.Answered(TaskRun.answer(value)));
    end(run, outcome, List.copyOf(keeps.keySet()));
    drop(dropped);
  }

  private void end(TaskRun run, Outcome outcome, List<DatasetBlock> kept) {
    if (running.remove(run.task(), run)) {
      String why = run.cancelled;
      Outcome told = why == null ? outcome : new Outcome.Cancelled(why);
      report(run.report(told, outside.now(), kept));
      fill();
    }
  }

  private void report(TaskReport report) {
    if (reports.isEmpty()) {
      outside.after(behaviour.linger(), this::flush);
    }
    reports.add(report);
  }

  private void flush() {
    if (!reports.isEmpty()) {
      ToDriver.TasksEnded batch = new ToDriver.TasksEnded(reports);
      reports = new ArrayList<>();
      outside.tell(batch);
      if (behaviour.reportsTwice()) {
        outside.after(behaviour.linger(), () -> outside.tell(batch));
      }
    }
  }

  void evict(int most) {
    drop(shelf.evict(most));
  }

  private void dropped(List<DatasetBlock> dropped, ToDriver news) {
    flush();
    outside.tell(news);
    drop(dropped);
  }

  private void drop(List<DatasetBlock> dropped) {
    if (!dropped.isEmpty()) {
      flush();
      outside.tell(new ToDriver.BlocksDropped(dropped));
    }
  }
}
