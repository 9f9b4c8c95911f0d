package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import dev.firesteel.scheduler.plan.JobPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A scheduler stepped by hand, with a memory of what it did. */
final class Scene {
  static final long MILLISECOND = 1_000_000;

  private final Scheduler scheduler;
  private final Map<TaskId, Sent> inHand = new LinkedHashMap<>();
  private final List<Action> history = new ArrayList<>();
  private List<Action> last = List.of();
  private long now = 1_000_000_000_000L;
  private int offers;

  /** A task attempt that an executor has. */
  record Sent(
      TaskId task,
      ExecutorId executor,
      StageId stage,
      BinaryId program,
      int partition,
      int attempt) {}

  Scene(SchedulerSettings settings) {
    scheduler = new Scheduler(settings);
  }

  /** Wants so many executors of two cores. */
  static SchedulerSettings settings(int executors) {
    Resources two = Resources.of(2, 1024);
    return new SchedulerSettings(
        List.of(
            new ExecutorTarget(
                ResourceProfile.ofExecutor(SchedulerSettings.DEFAULT_PROFILE, two), executors)),
        new SchedulerSettings.Limits(3, 3, 4),
        new SchedulerSettings.Waits(
            Duration.ofSeconds(3),
            Duration.ofSeconds(60),
            Duration.ofSeconds(40),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(5)));
  }

  /** A connected scene with so many executors, each with two slots on a host h0, h1 and so on. */
  static Scene with(int executors) {
    Scene scene = new Scene(settings(executors));
    scene.connect();
    for (int i = 0; i < executors; i++) {
      scene.executor("h" + i);
    }
    return scene;
  }

  Census census() {
    return scheduler.census();
  }

  List<Action> on(Event event) {
    last = scheduler.on(now, event);
    history.addAll(last);
    for (Action action : last) {
      if (action instanceof Action.RunTasks run) {
        for (Action.Attempt a : run.attempts()) {
          Sent sent =
              new Sent(
                  a.task(), run.executor(), run.stage(), run.program(), a.partition(), a.attempt());
          inHand.put(a.task(), sent);
        }
      }
    }
    return last;
  }

  long now() {
    return now;
  }

  void after(Duration time) {
    now += time.toNanos();
  }

  /** Lets time pass up to a timer, then fires it. */
  List<Action> fire(Timer timer) {
    history(Action.SetTimer.class).stream()
        .filter(set -> set.timer().equals(timer))
        .reduce((replaced, set) -> set)
        .ifPresent(set -> now = Math.max(now, set.atNanos()));
    return on(new Event.TimerFired(timer));
  }

  /** When a timer was last set to fire. */
  long dueAt(Timer timer) {
    return history(Action.SetTimer.class).stream()
        .filter(set -> set.timer().equals(timer))
        .reduce((replaced, set) -> set)
        .orElseThrow()
        .atNanos();
  }

  void connect() {
    on(new Event.Connected(new ClusterDescription("test", "app", ""), Set.of()));
  }

  List<Action> offer(String host, int cores) {
    OfferId id = new OfferId("o-" + offers++);
    Placement at = new Placement(new HostName(host), new RackName("/r" + host.charAt(1)));
    return on(
        new Event.Offered(
            List.of(
                new Offer(
                    id,
                    at,
                    Resources.of(cores, cores * 512L),
                    Optional.empty(),
                    new TreeMap<>()))));
  }

  /** Offers, lets launch and registers one executor. */
  ExecutorId executor(String host) {
    offer(host, 2);
    ExecutorId id = the(Action.Launch.class).executors().get(0).executor();
    register(id, host);
    return id;
  }

  List<Action> register(ExecutorId id, String host) {
    return on(new Event.Registered(id, host, new BlockAddress(id, host, 7), 2));
  }

  List<Action> submit(JobPlan plan) {
    return on(new Event.JobSubmitted(plan));
  }

  /** What an executor has in hand, oldest first. */
  List<Sent> inHand(ExecutorId executor) {
    return inHand.values().stream().filter(s -> s.executor().equals(executor)).toList();
  }

  /** What all executors have in hand, oldest first. */
  List<Sent> inHand() {
    return List.copyOf(inHand.values());
  }

  /** The attempt of a partition that an executor has in hand. */
  Sent inHand(int stage, int partition) {
    return inHand.values().stream()
        .filter(s -> s.stage().value() == stage && s.partition() == partition)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no attempt in hand; have " + inHand.values()));
  }

  List<Action> answer(Sent sent) {
    return end(sent, new Outcome.Answered(new byte[] {(byte) sent.partition()}));
  }

  List<Action> written(Sent sent) {
    return end(sent, new Outcome.MapWritten(new byte[] {1, 1}));
  }

  List<Action> fail(Sent sent, String error) {
    return end(sent, new Outcome.Failed(ErrorCategory.USER, error, error + "\n  at Line.java"));
  }

  List<Action> end(Sent sent, Outcome outcome) {
    return end(sent.executor(), report(sent, outcome));
  }

  List<Action> end(ExecutorId executor, TaskReport... reports) {
    for (TaskReport report : reports) {
      inHand.remove(report.task());
    }
    return on(new Event.TasksEnded(executor, List.of(reports)));
  }

  static TaskReport report(Sent sent, Outcome outcome, ToDriver.DatasetBlock... kept) {
    return new TaskReport(
        sent.task(), 10 * MILLISECOND, outcome, List.of(), List.of(kept), TaskMetrics.NONE);
  }

  List<Action> lose(ExecutorId executor, LossCause cause) {
    inHand.values().removeIf(s -> s.executor().equals(executor));
    return on(new Event.Lost(executor, LossReason.of(cause, "it is gone")));
  }

  void forget(TaskId task) {
    inHand.remove(task);
  }

  List<Action> last() {
    return last;
  }

  /** All actions so far of a type. */
  <A extends Action> List<A> history(Class<A> type) {
    return history.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The last event's actions of a type. */
  <A extends Action> List<A> all(Class<A> type) {
    return last.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The last event's one action of a type. */
  <A extends Action> A the(Class<A> type) {
    List<A> all = all(type);
    if (all.size() != 1) {
      throw new AssertionError("expected one " + type.getSimpleName() + " in " + last);
    }
    return all.get(0);
  }

  /** The last event's messages of a type, to any executor. */
  <M extends ToExecutor> List<M> sent(Class<M> type) {
    return all(Action.Send.class).stream()
        .map(Action.Send::message)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  boolean succeeded(int job) {
    return history.contains(new Action.JobSucceeded(new JobId(job)));
  }
}
