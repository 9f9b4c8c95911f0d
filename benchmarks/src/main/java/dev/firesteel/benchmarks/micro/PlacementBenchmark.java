package dev.firesteel.benchmarks.micro;

import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.dataset.lineage.JobOptions;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Scheduler;
import dev.firesteel.scheduler.machine.SchedulerSettings;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.Preferences;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision of the scheduler: a task has ended, and what runs in its place is chosen. Executors
 * have four slots, all full; jobs have a million tasks and follow each other.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlacementBenchmark {
  private static final int SLOTS = 4;
  private static final int TASKS = 1_000_000;
  private static final int HOSTS_IN_RACK = 40;

  @Param({"100", "10000"})
  int executors = 100;

  @Param Wishes wishes = Wishes.NONE;

  private final Deque<Running> running = new ArrayDeque<>();
  private SchedulerSettings settings = settings(1);
  private Scheduler scheduler = new Scheduler(settings);
  private int jobs;
  private long now;

  /** What tasks wish. */
  public enum Wishes {
    /** Any executor. */
    NONE,
    /** One of three hosts, as where a block has three copies. */
    THREE_HOSTS
  }

  private record Running(ExecutorId executor, TaskId task) {}

  private static SchedulerSettings settings(int executors) {
    return SchedulerSettings.of(
        Config.of(
            Map.of(
                CoreKeys.EXECUTORS.name(), Integer.toString(executors),
                CoreKeys.EXECUTOR_CORES.name(), Integer.toString(SLOTS))));
  }

  /** A fleet, and the first job. */
  @Setup
  public void open() {
    settings = settings(executors);
    scheduler = new Scheduler(settings);
    on(new Event.Connected(new ClusterDescription("model", "micro", ""), Set.of()));
    for (int host = 0; host < executors; host++) {
      register(host);
    }
    submit();
  }

  /** A task ends, the next is placed. */
  @Benchmark
  public int place() {
    Running first = running.remove();
    TaskReport report =
        new TaskReport(
            first.task(),
            1_000_000,
            new TaskReport.Outcome.Answered(new byte[0]),
            List.of(),
            List.of(),
            TaskMetrics.NONE);
    int actions = on(new Event.TasksEnded(first.executor(), List.of(report)));
    if (running.isEmpty()) {
      submit();
    }
    return actions;
  }

  private void register(int host) {
    Offer offer =
        new Offer(
            new OfferId("offer-" + host),
            at(host),
            settings.defaultProfile().executor(),
            Optional.empty(),
            new TreeMap<>());
    for (Action action : scheduler.on(now, new Event.Offered(List.of(offer)))) {
      if (action instanceof Action.Launch launch) {
        ExecutorId id = launch.executors().get(0).executor();
        String name = at(host).host().value();
        on(new Event.Registered(id, name, new BlockAddress(id, name, 7000), SLOTS));
      }
    }
  }

  private void submit() {
    int job = ++jobs;
    StagePlan stage =
        new StagePlan(
            new StageId(job),
            "stage " + job,
            new StageOutput.Result(),
            IntStream.range(0, TASKS).toArray(),
            new BinaryId(job),
            SchedulerSettings.DEFAULT_PROFILE,
            List.of(),
            preferences(),
            List.of());
    on(
        new Event.JobSubmitted(
            new JobPlan(new JobId(job), List.of(stage), "job " + job, JobOptions.NONE, 0)));
  }

  private Preferences preferences() {
    if (wishes == Wishes.NONE) {
      return Preferences.NONE;
    }
    return partition ->
        WishedHosts.of(
            List.of(
                at(spread(partition, 1)).host(),
                at(spread(partition, 2)).host(),
                at(spread(partition, 3)).host()));
  }

  private int spread(int partition, int copy) {
    return Math.floorMod(((partition * 3L + copy) * 0x9e3779b97f4a7c15L) >>> 20, executors);
  }

  private static Placement at(int host) {
    return new Placement(
        new HostName("node-" + host + ".cluster.example.org"),
        new RackName("/rack-" + host / HOSTS_IN_RACK));
  }

  private int on(Event event) {
    now += 1_000;
    List<Action> actions = scheduler.on(now, event);
    for (Action action : actions) {
      if (action instanceof Action.RunTasks run) {
        run.attempts().forEach(each -> running.add(new Running(run.executor(), each.task())));
      }
    }
    return actions.size();
  }
}
