package dev.firesteel.simulation.check;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Notice;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows from events and actions alone: a second set of books, kept without the scheduler's.
 * Where the scheduler may decide either way, two bounds are kept: what is surely there, and what
 * may be.
 */
final class Ledger {
  final Map<ExecutorId, Books> executors = new LinkedHashMap<>();
  final Map<JobId, JobPlan> jobs = new LinkedHashMap<>();
  final Places<ShuffleId> surelyWritten = new Places<>();
  final Places<ShuffleId> maybeWritten = new Places<>();
  final Places<DatasetId> surelyKept = new Places<>();
  final Places<DatasetId> maybeKept = new Places<>();

  /** The attempts that reported in the present event and were live. */
  final List<Report> reports = new ArrayList<>();

  /** Live attempts that the present event took from their executors. */
  final List<Loss> losses = new ArrayList<>();

  /** Datasets of which the present event told kept partitions. */
  final Set<DatasetId> keptNow = new HashSet<>();

  private final Map<TaskId, Books.Entry> entries = new HashMap<>();
  private final Map<StageId, Map<TaskId, Books.Entry>> byStage = new HashMap<>();
  private final Map<List<Object>, StagePlan> plans = new HashMap<>();
  private final Map<StageId, ShuffleId> writers = new HashMap<>();
  private final Set<DatasetId> forgottenDatasets = new HashSet<>();
  private final Set<ShuffleId> forgottenShuffles = new HashSet<>();
  private final Map<ShuffleId, Integer> lives = new HashMap<>();
  private int inHand;
  private boolean stopped;

  /** A live attempt's report. */
  record Report(Books.Entry attempt, TaskReport report) {
    boolean good() {
      return report.outcome() instanceof Outcome.Answered
          || report.outcome() instanceof Outcome.MapWritten;
    }
  }

  /** A live attempt that was lost with its executor. */
  record Loss(Books.Entry attempt, LossCause cause) {}

  // ---- looking

  /** Whether the session has stopped. */
  boolean stopped() {
    return stopped;
  }

  /** Attempts in all hands. */
  int inHand() {
    return inHand;
  }

  /** An attempt that some executor has. */
  Books.@Nullable Entry attempt(TaskId task) {
    return entries.get(task);
  }

  /** Attempts of a stage in the hands of executors, cancelled ones included. */
  Iterable<Books.Entry> attempts(StageId stage) {
    return byStage.getOrDefault(stage, Map.of()).values();
  }

  /** The plan by which a task runs. */
  @Nullable StagePlan plan(StageId stage, Object program) {
    return plans.get(List.of(stage, program));
  }

  /** The shuffle that a stage writes. */
  Optional<ShuffleId> writes(StageId stage) {
    return Optional.ofNullable(writers.get(stage));
  }

  /** How often a shuffle was forgotten for good and begun anew. */
  int life(ShuffleId shuffle) {
    return lives.getOrDefault(shuffle, 0);
  }

  /** The books of an executor; those of a stranger are closed. */
  Books books(ExecutorId id) {
    Books books = executors.get(id);
    return books == null ? Books.ofStranger(id) : books;
  }

  // ---- events

  void event(Event event) {
    reports.clear();
    losses.clear();
    keptNow.clear();
    if (event instanceof Event.JobSubmitted submitted) {
      submitted(submitted.plan());
    } else if (event instanceof Event.DatasetForgotten forgotten) {
      forgottenDatasets.add(forgotten.dataset());
      surelyKept.remove(forgotten.dataset());
      maybeKept.remove(forgotten.dataset());
    } else if (event instanceof Event.ShuffleForgotten forgotten) {
      forgottenShuffles.add(forgotten.shuffle());
      forgetShuffles();
    } else if (event instanceof Event.Connected connected) {
      for (RecoveredExecutor survivor : connected.survivors()) {
        executors.putIfAbsent(survivor.executor(), new Books(survivor.executor()));
      }
    } else if (event instanceof Event.Preempting preempting) {
      books(preempting.executor()).goes = true;
      drains(preempting.executor());
    } else if (event instanceof Event.DecommissionWanted wanted) {
      books(wanted.executor()).goes = true;
    } else if (event instanceof Event.Lost lost) {
      ended(lost.executor(), lost.reason().cause());
    } else if (event instanceof Event.FromExecutor from) {
      told(from);
    } else if (event instanceof Event.Stopping) {
      stopped = true;
    }
  }

  private void submitted(JobPlan plan) {
    jobs.put(plan.job(), plan);
    for (StagePlan stage : plan.stages()) {
      plans.put(List.of(stage.stage(), stage.program()), stage);
      stage.persisted().forEach(kept -> forgottenDatasets.remove(kept.dataset()));
      if (stage.output() instanceof StageOutput.Shuffle shuffle) {
        writers.put(stage.stage(), shuffle.shuffle());
      }
    }
  }

  private void told(Event.FromExecutor event) {
    Books books = books(event.executor());
    if (event instanceof Event.Registered registered) {
      if (books.life == Books.Life.EXPECTED) {
        books.life = Books.Life.ATTACHED;
        books.slots = registered.slots();
      }
    } else if (!books.attached()) {
      return;
    } else if (event instanceof Event.TasksEnded ended) {
      ended.reports().forEach(report -> reported(books, report));
    } else if (event instanceof Event.TasksReturned returned) {
      returned.tasks().forEach(task -> take(books, task));
    } else if (event instanceof Event.BlocksDropped dropped) {
      for (ToDriver.DatasetBlock block : dropped.blocks()) {
        surelyKept.remove(block.dataset(), block.partition(), books.id);
        maybeKept.remove(block.dataset(), block.partition(), books.id);
      }
    } else if (event instanceof Event.BlocksCopied copied) {
      copied.reports().stream().filter(CopyReport::done).forEach(r -> copied(books, r.block()));
    } else if (event instanceof Event.ChannelClosed || event instanceof Event.Leaving) {
      books.life = Books.Life.SEVERED;
    }
  }

  private void copied(Books books, BlockName block) {
    if (block instanceof BlockName.Partition partition) {
      kept(books, partition.block());
    } else if (block instanceof BlockName.MapOutput output) {
      maybeWritten.add(output.shuffle(), output.map(), books.id);
    }
  }

  private void kept(Books books, ToDriver.DatasetBlock block) {
    if (!forgottenDatasets.contains(block.dataset())) {
      keptNow.add(block.dataset());
      surelyKept.add(block.dataset(), block.partition(), books.id);
      maybeKept.add(block.dataset(), block.partition(), books.id);
    }
  }

  private void reported(Books books, TaskReport report) {
    report.kept().forEach(block -> kept(books, block));
    Books.Entry attempt = take(books, report.task());
    if (attempt == null || attempt.cancelled) {
      return;
    }
    Report counted = new Report(attempt, report);
    reports.add(counted);
    if (counted.good()) {
      for (Books.Entry other : attempts(attempt.stage)) {
        other.cancelled |= other.partition == attempt.partition; // its copy is not needed now
      }
    }
    ShuffleId writes = writers.get(attempt.stage);
    if (writes != null && report.outcome() instanceof Outcome.MapWritten) {
      surelyWritten.add(writes, attempt.partition, books.id);
      maybeWritten.add(writes, attempt.partition, books.id);
    } else if (report.outcome() instanceof Outcome.FetchFailed failed) {
      surelyWritten.remove(failed.shuffle(), failed.from());
      maybeWritten.remove(failed.shuffle(), failed.mapPartition(), failed.from());
      distrust(attempt);
    }
  }

  /** The scheduler may now doubt that datasets are kept. */
  private void distrust(Books.Entry attempt) {
    StagePlan plan = plan(attempt.stage, attempt.program);
    if (plan != null) {
      plan.parents().stream()
          .flatMap(parent -> parent.unlessKept().stream())
          .forEach(kept -> surelyKept.remove(kept.dataset()));
    }
  }

  private Books.@Nullable Entry take(Books books, TaskId task) {
    Books.Entry attempt = books.hand.remove(task);
    if (attempt != null) {
      entries.remove(task);
      Map<TaskId, Books.Entry> siblings = byStage.get(attempt.stage);
      if (siblings != null && siblings.remove(task) != null && siblings.isEmpty()) {
        byStage.remove(attempt.stage);
      }
      inHand--;
    }
    return attempt;
  }

  /** An executor counts as gone. */
  private void ended(ExecutorId id, LossCause cause) {
    Books books = books(id);
    if (books.life != Books.Life.ENDED) {
      books.life = Books.Life.ENDED;
      for (TaskId task : List.copyOf(books.hand.keySet())) {
        Books.Entry attempt = take(books, task);
        if (attempt != null && !attempt.cancelled) {
          losses.add(new Loss(attempt, cause));
        }
      }
      surelyWritten.remove(id);
      maybeWritten.remove(id);
      surelyKept.remove(id);
      maybeKept.remove(id);
    }
  }

  // ---- actions

  void action(Action action) {
    if (action instanceof Action.Launch launch) {
      launch.executors().forEach(e -> executors.putIfAbsent(e.executor(), new Books(e.executor())));
    } else if (action instanceof Action.Release release) {
      ended(release.executor(), LossCause.RELEASED);
    } else if (action instanceof Action.SendProgram send) {
      books(send.executor()).programs.add(send.program());
    } else if (action instanceof Action.RunTasks run) {
      run(run);
    } else if (action instanceof Action.Send send) {
      sent(books(send.executor()), send.message());
    } else if (action instanceof Action.JobSucceeded done) {
      jobs.remove(done.job());
      forgetShuffles();
    } else if (action instanceof Action.JobFailed failed) {
      jobs.remove(failed.job());
      forgetShuffles();
    } else if (action instanceof Action.Tell tell) {
      told(tell.notice());
    }
  }

  private void run(Action.RunTasks run) {
    Books books = books(run.executor());
    for (Action.Attempt attempt : run.attempts()) {
      Books.Entry entry =
          new Books.Entry(
              attempt.task(), run.stage(), run.program(), attempt.partition(), run.executor());
      books.hand.put(attempt.task(), entry);
      entries.put(attempt.task(), entry);
      byStage.computeIfAbsent(run.stage(), s -> new LinkedHashMap<>()).put(attempt.task(), entry);
      inHand++;
    }
  }

  private void sent(Books books, ToExecutor message) {
    if (message instanceof ToExecutor.ForgetPrograms forget) {
      forget.programs().forEach(books.programs::remove);
    } else if (message instanceof ToExecutor.ShuffleOutputs outputs) {
      books.outputs.put(outputs.shuffle(), outputs);
    } else if (message instanceof ToExecutor.ForgetShuffle forget) {
      books.outputs.remove(forget.shuffle());
    } else if (message instanceof ToExecutor.CancelTasks cancel) {
      cancel.tasks().forEach(this::cancel);
    }
  }

  private void cancel(TaskId task) {
    Books.Entry attempt = entries.get(task);
    if (attempt != null) {
      attempt.cancelled = true;
    }
  }

  private void drains(ExecutorId id) {
    Books books = books(id);
    if (books.life == Books.Life.ATTACHED) {
      books.life = Books.Life.DRAINING;
    }
  }

  private void told(Notice notice) {
    if (notice instanceof Notice.ExecutorDrains drains) {
      drains(drains.executor());
    } else if (notice instanceof Notice.ExecutorStays stays) {
      Books books = books(stays.executor());
      if (books.life == Books.Life.DRAINING) {
        books.life = Books.Life.ATTACHED;
      }
    }
    if (notice instanceof Notice.StageEnded ended && !ended.how().equals("done")) {
      attempts(ended.stage()).forEach(attempt -> attempt.cancelled = true);
      // What reported in this very event may have counted before the stage ended, or not.
      for (Report report : reports) {
        ShuffleId writes = writers.get(report.attempt.stage);
        if (report.attempt.stage.equals(ended.stage()) && writes != null) {
          surelyWritten.remove(writes, report.attempt.partition, report.attempt.executor);
        }
      }
    }
  }

  private void forgetShuffles() {
    for (ShuffleId shuffle : List.copyOf(forgottenShuffles)) {
      if (jobs.values().stream().noneMatch(job -> names(job, shuffle))) {
        forgottenShuffles.remove(shuffle);
        surelyWritten.remove(shuffle);
        maybeWritten.remove(shuffle);
        lives.merge(shuffle, 1, Integer::sum);
      }
    }
  }

  /** What would have to be computed again if an executor were gone. */
  List<String> onlyAt(ExecutorId executor) {
    List<String> only = surelyKept.onlyAt(executor, maybeKept, dataset -> true);
    only.addAll(
        surelyWritten.onlyAt(
            executor,
            maybeWritten,
            shuffle -> jobs.values().stream().anyMatch(job -> names(job, shuffle))));
    return only;
  }

  private static boolean names(JobPlan job, ShuffleId shuffle) {
    return job.stages().stream()
        .anyMatch(s -> s.output() instanceof StageOutput.Shuffle o && o.shuffle().equals(shuffle));
  }

  /** Whether a loss says something against the application. */
  static boolean applicationsFault(LossReason reason) {
    return reason.cause().fault() == LossCause.Fault.APPLICATION
        || reason.cause() == LossCause.LAUNCH_FAILED
        || reason.cause() == LossCause.NEVER_REGISTERED;
  }
}
