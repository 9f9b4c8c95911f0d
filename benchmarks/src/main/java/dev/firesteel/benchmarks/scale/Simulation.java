package dev.firesteel.benchmarks.scale;

import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Scheduler;
import dev.firesteel.scheduler.machine.SchedulerSettings;
import dev.firesteel.scheduler.machine.Timer;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.Preferences;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The scheduler with a modelled fleet, in simulated time. Notes each event, so that the same can be
 * played to another scheduler, with nothing between the events.
 */
final class Simulation {
  static final JobId LONG_JOB = new JobId(0);
  static final JobId MEASURED_JOB = new JobId(1);
  private static final long FOREVER_NANOS = 1L << 60;

  private final Scenario scenario;
  private final Topology topology;
  private final SchedulerSettings settings;
  private final Scheduler scheduler;
  private final Timeline timeline = new Timeline();
  private final History history = new History();
  private final Map<ExecutorId, ModelExecutor> executors = new HashMap<>();
  private final Map<Timer, Long> timers = new HashMap<>();
  private final Tally tally;

  Simulation(Scenario scenario) {
    this.scenario = scenario;
    this.topology = new Topology(scenario);
    this.settings = Plans.settings(scenario.executors());
    this.scheduler = new Scheduler(settings);
    this.tally = new Tally(scenario, topology);
  }

  SchedulerSettings settings() {
    return settings;
  }

  boolean longJob() {
    return scenario.busy() > 0;
  }

  History history() {
    return history;
  }

  Tally tally() {
    return tally;
  }

  void run() {
    on(new Event.Connected(new ClusterDescription("model", "scale", ""), Set.of()));
    for (int host = 0; host < scenario.executors(); host++) {
      offer(host);
    }
    while (tally.registered() < scenario.executors() && timeline.step()) {}
    if (scenario.busy() > 0) {
      submit(Plans.flat(LONG_JOB.value(), scenario.busy() * Scenario.SLOTS, busyHosts()));
    }
    submit(Plans.flat(MEASURED_JOB.value(), scenario.tasks(), topology.preferences()));
    while (!tally.succeeded() && timeline.step()) {}
  }

  private void offer(int host) {
    OfferId id = new OfferId("offer-" + host);
    on(
        new Event.Offered(
            List.of(
                new Offer(
                    id,
                    topology.at(host),
                    settings.defaultProfile().executor(),
                    Optional.empty(),
                    new TreeMap<>()))));
  }

  /** Every so many-th host is busy, so that racks are hit alike. */
  private Preferences busyHosts() {
    return task -> {
      long number = task / Scenario.SLOTS;
      int host = (int) (number * scenario.executors() / scenario.busy());
      return WishedHosts.of(List.of(topology.at(host).host()));
    };
  }

  private void submit(JobPlan plan) {
    on(new Event.JobSubmitted(plan));
  }

  private void on(Event event) {
    history.add(timeline.now(), event);
    for (Action action : scheduler.on(timeline.now(), event)) {
      apply(action);
    }
  }

  private void apply(Action action) {
    if (action instanceof Action.RunTasks run) {
      run(run);
    } else if (action instanceof Action.Answer answer) {
      tally.answered(answer, timeline.now());
    } else if (action instanceof Action.Launch launch) {
      launch.executors().forEach(e -> launch(launch.offer(), e.executor()));
    } else if (action instanceof Action.SetTimer set) {
      set(set.timer(), set.atNanos());
    } else if (action instanceof Action.Send send) {
      send(executor(send.executor()), send.message());
    } else if (action instanceof Action.JobSucceeded succeeded) {
      tally.succeeded(succeeded.job());
    } else if (action instanceof Action.JobFailed failed) {
      throw new IllegalStateException(failed.message());
    }
  }

  private ModelExecutor executor(ExecutorId id) {
    return Objects.requireNonNull(executors.get(id));
  }

  private void run(Action.RunTasks run) {
    ModelExecutor executor = executor(run.executor());
    List<ModelExecutor.Task> tasks = new ArrayList<>(run.attempts().size());
    boolean measured = run.stage().equals(Plans.resultStage(MEASURED_JOB));
    for (Action.Attempt attempt : run.attempts()) {
      long nanos = measured ? scenario.nanos(attempt.partition()) : FOREVER_NANOS;
      tasks.add(new ModelExecutor.Task(attempt.task(), nanos, new Outcome.Answered(new byte[0])));
      if (measured) {
        tally.placed(attempt.partition(), executor.host(), timeline.now());
      }
    }
    executor.run(tasks);
  }

  private void launch(OfferId offer, ExecutorId id) {
    int host = Integer.parseInt(offer.value().substring("offer-".length()));
    ModelExecutor executor = new ModelExecutor(id, host, timeline, this::on);
    executors.put(id, executor);
    timeline.after(
        1_000_000,
        () -> {
          String name = topology.at(host).host().value();
          on(new Event.Launched(id, topology.at(host)));
          on(new Event.Registered(id, name, new BlockAddress(id, name, 7000), Scenario.SLOTS));
          tally.registered(id);
          timeline.after(
              ModelExecutor.HEARTBEAT_NANOS * host / scenario.executors(), executor::beat);
        });
  }

  private void set(Timer timer, long at) {
    timers.put(timer, at);
    timeline.at(
        at,
        () -> {
          if (timers.remove(timer, at)) {
            on(new Event.TimerFired(timer));
          }
        });
  }

  private static void send(ModelExecutor executor, ToExecutor message) {
    if (message instanceof ToExecutor.ReturnTasks back) {
      executor.giveBack(back.tasks());
    } else if (message instanceof ToExecutor.CancelTasks cancel) {
      executor.cancel(cancel.tasks());
    }
  }
}
