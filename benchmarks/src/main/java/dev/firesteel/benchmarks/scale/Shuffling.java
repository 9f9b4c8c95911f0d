package dev.firesteel.benchmarks.scale;

import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Scheduler;
import dev.firesteel.scheduler.machine.SchedulerSettings;
import dev.firesteel.scheduler.plan.Preferences;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What single events of a shuffle cost: its submission, the start of the stage that reads it, the
 * loss of an executor that has its share of the output. Executors end their tasks at once.
 */
final class Shuffling {
  private final int executors;
  private final int maps;
  private final int reducers;
  private final SchedulerSettings settings;
  private final Scheduler scheduler;
  private final Topology topology;
  private final Deque<Action.RunTasks> runs = new ArrayDeque<>();
  private long now;
  private long took;
  private long outputsSent;
  private long outputBytes;

  Shuffling(int executors, int maps, int reducers) {
    this.executors = executors;
    this.maps = maps;
    this.reducers = reducers;
    settings = Plans.settings(executors);
    scheduler = new Scheduler(settings);
    topology =
        new Topology(new Scenario("", executors, 1, Duration.ZERO, 0, Scenario.Preference.NONE));
  }

  void run(Report report) {
    on(new Event.Connected(new ClusterDescription("model", "scale", ""), Set.of()));
    for (int host = 0; host < executors; host++) {
      register(host);
    }
    on(new Event.JobSubmitted(Plans.shuffling(1, maps, reducers, Preferences.NONE)));
    long submit = took;
    long mapping = 0;
    long start = 0;
    while (outputsSent == 0) {
      mapping += start;
      end(runs.remove());
      start = took;
    }
    Action.RunTasks reader = runs.remove();
    on(
        new Event.Lost(
            reader.executor(), LossReason.of(LossCause.HOST_LOST, "the benchmark takes it")));
    long loss = took;
    while (outputsSent > 0 && !runs.isEmpty()) {
      end(runs.remove());
    }
    report
        .row()
        .with("bench", "%s", "scale-shuffle")
        .with("executors", "%d", executors)
        .with("maps", "%d", maps)
        .with("reducers", "%d", reducers)
        .with("submit_ms", "%.2f", submit / 1e6)
        .with("us_per_map", "%.2f", mapping / 1e3 / maps)
        .with("read_start_ms", "%.2f", start / 1e6)
        .with("executor_loss_ms", "%.2f", loss / 1e6)
        .with("outputs_sent", "%d", outputsSent)
        .with("outputs_gb", "%.3f", outputBytes / 1e9)
        .print();
  }

  private void register(int host) {
    OfferId offer = new OfferId("offer-" + host);
    for (Action action :
        on(
            new Event.Offered(
                List.of(
                    new Offer(
                        offer,
                        topology.at(host),
                        settings.defaultProfile().executor(),
                        Optional.empty(),
                        new TreeMap<>()))))) {
      if (action instanceof Action.Launch launch) {
        ExecutorId id = launch.executors().get(0).executor();
        String name = topology.at(host).host().value();
        on(new Event.Registered(id, name, new BlockAddress(id, name, 7000), Scenario.SLOTS));
      }
    }
  }

  private void end(Action.RunTasks run) {
    boolean map = run.stage().value() % 2 == 0;
    List<TaskReport> reports = new ArrayList<>(run.attempts().size());
    for (Action.Attempt attempt : run.attempts()) {
      reports.add(report(attempt.task(), map));
    }
    on(new Event.TasksEnded(run.executor(), reports));
  }

  private TaskReport report(TaskId task, boolean map) {
    TaskReport.Outcome outcome =
        map
            ? new TaskReport.Outcome.MapWritten(new byte[reducers])
            : new TaskReport.Outcome.Answered(new byte[0]);
    return new TaskReport(task, 1_000_000_000, outcome, List.of(), List.of(), TaskMetrics.NONE);
  }

  private List<Action> on(Event event) {
    now += 1_000_000;
    long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<Action> actions = scheduler.on(now, event);
    took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from;
    for (Action action : actions) {
      if (action instanceof Action.RunTasks run) {
        runs.add(run);
      } else if (action instanceof Action.Send send
          && send.message() instanceof ToExecutor.ShuffleOutputs outputs) {
        outputsSent++;
        outputBytes += (12L + reducers) * outputs.serverOfMap().length;
      }
    }
    return actions;
  }
}
