package dev.firesteel.simulation.mutation;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.NotLocalReason;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.executors.Nearness;
import dev.firesteel.scheduler.loop.Machine;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Notice;
import dev.firesteel.scheduler.machine.Timer;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.simulation.check.Invariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Schedulers that are deliberately broken, each with the invariants by which it may be caught. */
enum Mutant {
  COUNTS_LATE_ATTEMPTS(CountsLate::new, Invariant.ONE_RESULT, Invariant.ENDS_ONCE),
  SWALLOWS_ANSWERS(
      m -> without(m, a -> a instanceof Action.Answer n && n.partition() % 5 == 3),
      Invariant.ONE_RESULT,
      Invariant.WHOLE_JOBS),
  MIXES_ANSWERS_UP(MixesUp::new, Invariant.TRUE_RESULT),
  ENDS_JOBS_TWICE(m -> twice(m, a -> a instanceof Action.JobSucceeded), Invariant.ENDS_ONCE),
  GIVES_UP_AT_THE_FIRST_FAILURE(GivesUp::new, Invariant.JUST_FAILURE),
  MERGES_ACCUMULATORS_TWICE(
      m -> twice(m, a -> a instanceof Action.MergeAccumulators), Invariant.EXACT_ACCUMULATORS),
  LEAKS_SLOTS_OF_CANCELLED_TASKS(LeaksSlots::new, Invariant.EQUAL_BOOKS),
  FREES_SLOTS_OF_CANCELLED_TASKS_AT_ONCE(
      FreesAtOnce::new, Invariant.EQUAL_BOOKS, Invariant.NO_SLOT_TWICE),
  FORGETS_TO_COMPUTE_LOST_OUTPUT_AGAIN(
      ForgetsToRecompute::new, Invariant.READS_WHAT_IS_THERE, Invariant.TOLD_FIRST),
  COMPUTES_EVERYTHING_AGAIN(ComputesAll::new, Invariant.NO_NEEDLESS_RUN, Invariant.ONE_ATTEMPT),
  IGNORES_A_LOST_EXECUTOR(
      m -> deaf(m, e -> e instanceof Event.Lost), Invariant.EQUAL_BOOKS, Invariant.ONLY_READY),
  SENDS_TASKS_TO_WHAT_IS_TAKEN_AWAY(
      m -> deaf(m, e -> e instanceof Event.Preempting), Invariant.ONLY_READY),
  SENDS_NO_PROGRAMS(m -> without(m, a -> a instanceof Action.SendProgram), Invariant.TOLD_FIRST),
  WAITS_FOR_EXECUTORS_FOR_EVER(
      m ->
          without(
              m,
              a ->
                  a instanceof Action.SetTimer t
                      && t.timer() instanceof Timer.OfExecutor late
                      && late.duty() == Timer.Duty.REGISTRATION),
      Invariant.NO_HANG),
  HOLDS_OFFERS(HoldsOffers::new, Invariant.OFFERS_ANSWERED),
  LAUNCHES_TWICE(
      m -> twice(m, a -> a instanceof Action.Launch),
      Invariant.OFFERS_ANSWERED,
      Invariant.WITHIN_DEMAND),
  LEAKS_SHUFFLES(
      m -> without(m, a -> message(a) instanceof ToExecutor.ForgetShuffle), Invariant.NOTHING_LEFT),
  LEAKS_DATASETS(
      m -> without(m, a -> message(a) instanceof ToExecutor.ForgetDataset), Invariant.NOTHING_LEFT),
  LEAVES_EXECUTORS_ALIVE(
      m ->
          without(m, a -> a instanceof Action.StopBackend || message(a) instanceof ToExecutor.Stop),
      Invariant.NOTHING_OUTLIVES),
  ENDS_EXCLUSIONS_UNSEEN(m -> without(m, notice(Notice.ExclusionEnded.class)), Invariant.AVOIDED),
  HIDES_THAT_IT_COPIES_TASKS(
      m -> without(m, notice(Notice.TaskSpeculated.class)), Invariant.ONE_ATTEMPT),
  BELIEVES_IN_COPIES_THAT_NOBODY_MADE(
      BelievesInCopies::new, Invariant.NOTHING_LOST, Invariant.NEAR_AS_TOLD),
  CLAIMS_TO_BE_NEAR_THE_INPUT(ClaimsToBeNear::new, Invariant.NEAR_AS_TOLD),
  COUNTS_TASKS_TWICE(CountsTasksTwice::new, Invariant.NEAR_AS_TOLD),
  HINTS_AT_ANY_HOST(HintsAnywhere::new, Invariant.HINTED),
  CRASHES(Crashes::new, Invariant.NO_CRASH);

  final UnaryOperator<Machine> distortion;
  final Set<Invariant> caughtBy;

  Mutant(UnaryOperator<Machine> distortion, Invariant... caughtBy) {
    this.distortion = distortion;
    this.caughtBy = Set.of(caughtBy);
  }

  private static Predicate<Action> notice(Class<? extends Notice> type) {
    return action -> action instanceof Action.Tell tell && type.isInstance(tell.notice());
  }

  private static Object message(Action action) {
    return action instanceof Action.Send send ? send.message() : action;
  }

  private static Machine without(Machine machine, Predicate<Action> which) {
    return new Distorted(machine) {
      @Override
      List<Action> does(Action action) {
        return which.test(action) ? List.of() : List.of(action);
      }
    };
  }

  private static Machine twice(Machine machine, Predicate<Action> which) {
    return new Distorted(machine) {
      @Override
      List<Action> does(Action action) {
        return which.test(action) ? List.of(action, action) : List.of(action);
      }
    };
  }

  private static Machine deaf(Machine machine, Predicate<Event> to) {
    return new Distorted(machine) {
      @Override
      List<Event> hears(Event event) {
        return to.test(event) ? List.of() : List.of(event);
      }
    };
  }

  /** Knows which result stage answers which job, and which attempt is of which stage. */
  private abstract static class Knowing extends Distorted {
    final Map<StageId, JobId> results = new HashMap<>();
    final Map<StageId, StageOutput.Shuffle> writers = new HashMap<>();
    final Map<StageId, Integer> sizes = new HashMap<>();
    final Map<TaskId, Action.RunTasks> runs = new HashMap<>();
    final Map<TaskId, Integer> partitions = new HashMap<>();

    Knowing(Machine machine) {
      super(machine);
    }

    @Override
    List<Event> hears(Event event) {
      if (event instanceof Event.JobSubmitted submitted) {
        results.put(submitted.plan().resultStage().stage(), submitted.plan().job());
        for (StagePlan stage : submitted.plan().stages()) {
          sizes.put(stage.stage(), stage.partitions().length);
          if (stage.output() instanceof StageOutput.Shuffle shuffle) {
            writers.put(stage.stage(), shuffle);
          }
        }
      }
      return List.of(event);
    }

    @Override
    List<Action> does(Action action) {
      if (action instanceof Action.RunTasks run) {
        for (Action.Attempt attempt : run.attempts()) {
          runs.put(attempt.task(), run);
          partitions.put(attempt.task(), attempt.partition());
        }
      }
      return List.of(action);
    }
  }

  private static final class CountsLate extends Knowing {
    CountsLate(Machine machine) {
      super(machine);
    }

    @Override
    List<Action> also(Event event, List<Action> actions) {
      List<Action> late = new ArrayList<>();
      if (event instanceof Event.TasksEnded ended) {
        for (TaskReport report : ended.reports()) {
          Action.RunTasks run = runs.get(report.task());
          JobId job = run == null ? null : results.get(run.stage());
          if (job != null && report.outcome() instanceof Outcome.Answered answered) {
            Action answer =
                new Action.Answer(job, partitions.get(report.task()), answered.answer());
            boolean counted =
                actions.stream()
                    .anyMatch(
                        a ->
                            a instanceof Action.Answer done
                                && done.job().equals(job)
                                && done.partition() == partitions.get(report.task()));
            if (!counted) {
              late.add(answer);
            }
          }
        }
      }
      return late;
    }
  }

  private static final class MixesUp extends Distorted {
    private byte[] before = new byte[8];

    MixesUp(Machine machine) {
      super(machine);
    }

    @Override
    List<Action> does(Action action) {
      if (action instanceof Action.Answer answer) {
        byte[] other = before;
        before = answer.answer();
        return List.of(new Action.Answer(answer.job(), answer.partition(), other));
      }
      return List.of(action);
    }
  }

  private static final class GivesUp extends Knowing {
    GivesUp(Machine machine) {
      super(machine);
    }

    @Override
    List<Event> hears(Event event) {
      super.hears(event);
      if (event instanceof Event.TasksEnded ended) {
        for (TaskReport report : ended.reports()) {
          Action.RunTasks run = runs.get(report.task());
          JobId job = run == null ? null : results.get(run.stage());
          if (job != null && report.outcome() instanceof Outcome.Failed) {
            return List.of(event, new Event.JobCancelled(job, "a task failed"));
          }
        }
      }
      return List.of(event);
    }
  }

  private static final class HintsAnywhere extends Distorted {
    HintsAnywhere(Machine machine) {
      super(machine);
    }

    @Override
    List<Action> does(Action action) {
      if (!(action instanceof Action.Declare declare)) {
        return List.of(action);
      }
      List<ProfileDemand> hinted =
          declare.demand().profiles().stream()
              .map(
                  p ->
                      new ProfileDemand(
                          p.profile(),
                          p.executors(),
                          new TreeMap<>(Map.of(new HostName("elsewhere"), 1)),
                          p.localityWait()))
              .toList();
      return List.of(
          new Action.Declare(
              new DemandSnapshot(
                  declare.demand().generation(), hinted, declare.demand().excludedHosts())));
    }
  }

  private static final class LeaksSlots extends Distorted {
    LeaksSlots(Machine machine) {
      super(machine);
    }

    @Override
    List<Event> hears(Event event) {
      if (event instanceof Event.TasksEnded ended) {
        List<TaskReport> others =
            ended.reports().stream()
                .filter(report -> !(report.outcome() instanceof Outcome.Cancelled))
                .toList();
        return others.isEmpty() ? List.of() : List.of(ended(ended.executor(), others));
      }
      return List.of(event);
    }
  }

  private static TaskReport report(TaskId task, Outcome outcome) {
    return new TaskReport(task, 1, outcome, List.of(), List.of(), TaskMetrics.NONE);
  }

  private static final class FreesAtOnce extends Distorted {
    FreesAtOnce(Machine machine) {
      super(machine);
    }

    @Override
    List<Action> does(Action action) {
      if (action instanceof Action.Send send
          && send.message() instanceof ToExecutor.CancelTasks cancel) {
        for (TaskId task : cancel.tasks()) {
          TaskReport cancelled = report(task, new Outcome.Cancelled("at once"));
          makeUp(ended(send.executor(), List.of(cancelled)));
        }
      }
      return List.of(action);
    }
  }

  /** Knows which map outputs were written, and takes no loss into account. */
  private abstract static class Remembering extends Knowing {
    final Set<List<Object>> written = new HashSet<>();

    Remembering(Machine machine) {
      super(machine);
    }

    @Override
    List<Event> hears(Event event) {
      super.hears(event);
      if (event instanceof Event.TasksEnded ended) {
        for (TaskReport report : ended.reports()) {
          Action.RunTasks run = runs.get(report.task());
          if (run != null && report.outcome() instanceof Outcome.MapWritten) {
            written.add(List.of(run.stage(), partitions.get(report.task())));
          }
        }
      }
      return List.of(event);
    }
  }

  private static final class ForgetsToRecompute extends Remembering {
    ForgetsToRecompute(Machine machine) {
      super(machine);
    }

    @Override
    List<Action> does(Action action) {
      super.does(action);
      if (!(action instanceof Action.RunTasks run) || !writers.containsKey(run.stage())) {
        return List.of(action);
      }
      List<Action.Attempt> fresh = new ArrayList<>();
      for (Action.Attempt attempt : run.attempts()) {
        if (written.contains(List.of(run.stage(), attempt.partition()))) {
          byte[] sizes = new byte[writers.get(run.stage()).reducers()];
          TaskReport done = report(attempt.task(), new Outcome.MapWritten(sizes));
          makeUp(ended(run.executor(), List.of(done)));
        } else {
          fresh.add(attempt);
        }
      }
      return fresh.isEmpty()
          ? List.of()
          : List.of(new Action.RunTasks(run.executor(), run.stage(), run.program(), fresh));
    }
  }

  private static final class ComputesAll extends Remembering {
    private final Map<List<Object>, ExecutorId> there = new HashMap<>();
    private long next = 1L << 40;

    ComputesAll(Machine machine) {
      super(machine);
    }

    @Override
    List<Event> hears(Event event) {
      super.hears(event);
      if (event instanceof Event.Lost lost) {
        there.values().removeIf(lost.executor()::equals);
      } else if (event instanceof Event.TasksEnded ended) {
        for (TaskReport report : ended.reports()) {
          Action.RunTasks run = runs.get(report.task());
          if (run != null && report.outcome() instanceof Outcome.MapWritten) {
            there.put(List.of(run.stage(), partitions.get(report.task())), ended.executor());
          } else if (report.outcome() instanceof Outcome.FetchFailed failed) {
            there.values().removeIf(failed.from()::equals);
          }
        }
      }
      return List.of(event);
    }

    @Override
    List<Action> does(Action action) {
      super.does(action);
      if (action instanceof Action.Release release) {
        there.values().removeIf(release.executor()::equals);
      }
      if (!(action instanceof Action.RunTasks run) || !writers.containsKey(run.stage())) {
        return List.of(action);
      }
      boolean lost = false;
      for (Action.Attempt attempt : run.attempts()) {
        List<Object> output = List.of(run.stage(), attempt.partition());
        lost |= written.contains(output) && !there.containsKey(output);
      }
      List<Action.Attempt> all = new ArrayList<>(run.attempts());
      for (int map = 0; lost && map < sizes.get(run.stage()); map++) {
        if (there.containsKey(List.of(run.stage(), map))) {
          all.add(new Action.Attempt(new TaskId(next++), map, 9, Nearness.NO_PREFERENCE));
        }
      }
      return List.of(new Action.RunTasks(run.executor(), run.stage(), run.program(), all));
    }
  }

  private static final class BelievesInCopies extends Distorted {
    BelievesInCopies(Machine machine) {
      super(machine);
    }

    @Override
    List<Action> does(Action action) {
      if (action instanceof Action.Send send
          && send.message() instanceof ToExecutor.CopyBlocks copy) {
        List<CopyReport> done =
            copy.orders().stream().map(order -> new CopyReport(order.block(), "")).toList();
        makeUp(new Event.BlocksCopied(send.executor(), done));
        return List.of();
      }
      return List.of(action);
    }
  }

  private static final class ClaimsToBeNear extends Distorted {
    ClaimsToBeNear(Machine machine) {
      super(machine);
    }

    @Override
    List<Action> does(Action action) {
      if (!(action instanceof Action.RunTasks run)) {
        return List.of(action);
      }
      List<Action.Attempt> near =
          run.attempts().stream()
              .map(a -> new Action.Attempt(a.task(), a.partition(), a.attempt(), Nearness.NODE))
              .toList();
      return List.of(new Action.RunTasks(run.executor(), run.stage(), run.program(), near));
    }
  }

  private static final class CountsTasksTwice extends Distorted {
    CountsTasksTwice(Machine machine) {
      super(machine);
    }

    @Override
    List<Action> does(Action action) {
      if (action instanceof Action.Tell tell && tell.notice() instanceof Notice.SessionRan ran) {
        SortedMap<InputLocality, LocalityStatus.Amount> levels = new TreeMap<>();
        ran.locality().levels().forEach((level, n) -> levels.put(level, twice(n)));
        SortedMap<NotLocalReason, Long> reasons = new TreeMap<>(ran.locality().notLocal());
        reasons.replaceAll((reason, n) -> 2 * n);
        LocalityStatus twice = new LocalityStatus(levels, reasons, Duration.ZERO);
        return List.of(new Action.Tell(new Notice.SessionRan(twice)));
      }
      return List.of(action);
    }

    private static LocalityStatus.Amount twice(LocalityStatus.Amount once) {
      return new LocalityStatus.Amount(2 * once.tasks(), once.bytes());
    }
  }

  private static final class HoldsOffers extends Distorted {
    private int offers;

    HoldsOffers(Machine machine) {
      super(machine);
    }

    @Override
    List<Action> does(Action action) {
      boolean answers = action instanceof Action.Launch || action instanceof Action.Decline;
      return answers && ++offers % 3 == 0 ? List.of() : List.of(action);
    }
  }

  private static final class Crashes extends Distorted {
    Crashes(Machine machine) {
      super(machine);
    }

    @Override
    List<Event> hears(Event event) {
      if (event instanceof Event.ChannelClosed) {
        throw new IllegalStateException("It cannot close");
      }
      return List.of(event);
    }
  }
}
