package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.config.SchedulingOrder;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.scheduler.demand.Elasticity;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import dev.firesteel.scheduler.health.HealthSettings;
import dev.firesteel.scheduler.placement.Sharing;
import dev.firesteel.scheduler.placement.Sharing.PoolShare;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StagePlan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A whole application by chance: one seed gives jobs, executors, failures and an order of events.
 * Events of one source keep their order; those of different sources come in any order. After a
 * while nothing fails any more, so every job has to end.
 */
final class RandomHistory implements FakeExecutor.Surroundings {
  private static final int JOBS = 10;
  private static final int TARGET = 3;
  private static final int WILD_STEPS = 1000;
  private static final int MOST_STEPS = 60_000;

  private final Random random;
  private final Scheduler scheduler;
  private final Invariants invariants;
  private final Map<ExecutorId, FakeExecutor> executors = new LinkedHashMap<>();
  private final Set<ExecutorId> gone = new HashSet<>();
  private final Deque<Event> backend = new ArrayDeque<>();
  private final Map<Timer, Long> timers = new LinkedHashMap<>();
  private final Map<StageId, StagePlan> plans = new HashMap<>();
  private final List<String> log = new ArrayList<>();
  private long now = 5;
  private final double heat;
  private int steps;
  private int offers;
  private int submitted;
  private int wanted;
  private int taken;
  private int exclusions;
  private SortedSet<HostName> excluded = new TreeSet<>();

  RandomHistory(long seed) {
    random = new Random(seed);
    heat = random.nextDouble() * 3;
    scheduler = new Scheduler(settings());
    invariants = new Invariants(TARGET);
  }

  private SchedulerSettings settings() {
    SchedulerSettings settings =
        elastic()
            .with(new SchedulerSettings.Limits(4, 4, 6))
            .with(
                new SchedulerSettings.Waits(
                    Duration.ofMillis(random.nextInt(3) * 10L),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(random.nextInt(3)),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5)))
            .with(new SchedulerSettings.JobRules(sharing(), Duration.ZERO, Duration.ZERO));
    if (random.nextInt(4) > 0) {
      settings =
          settings.with(
              new SpeculationSettings(
                  0.3 + 0.5 * random.nextDouble(),
                  1.2,
                  Duration.ofNanos(1 + random.nextInt(1_000_000)),
                  random.nextDouble(),
                  Duration.ofMillis(1 + random.nextInt(3000))));
    }
    if (random.nextInt(4) > 0) {
      settings =
          settings.with(
              new HealthSettings(
                  1 + random.nextInt(2),
                  1 + random.nextInt(3),
                  1 + random.nextInt(2),
                  Duration.ofMillis(1 + random.nextInt(3000)),
                  Duration.ofMillis(1 + random.nextInt(3000))));
    }
    return settings;
  }

  /** How often a place was excluded. */
  int exclusions() {
    return exclusions;
  }

  /** Every other history lets the number of executors follow the work. */
  private SchedulerSettings elastic() {
    SchedulerSettings usual = Scene.settings(TARGET);
    if (random.nextBoolean()) {
      return usual;
    }
    Elasticity elasticity =
        new Elasticity(
            random.nextInt(2),
            TARGET,
            random.nextInt(3),
            Duration.ofMillis(random.nextInt(3) * 10L),
            Duration.ofMillis(1 + random.nextInt(40)),
            Duration.ofMillis(random.nextInt(3) * 20L),
            Duration.ofMillis(50));
    return usual.with(new ExecutorTarget(usual.defaultProfile(), 0, Optional.of(elasticity)));
  }

  /** Tasks that got a second attempt. */
  int copied() {
    return invariants.copied();
  }

  private Sharing sharing() {
    return random.nextBoolean()
        ? Sharing.FIFO
        : new Sharing(
            SchedulingOrder.FAIR,
            new TreeMap<>(
                Map.of(
                    "pool-0", new PoolShare(3, random.nextInt(3), SchedulingOrder.FIFO),
                    "pool-1", new PoolShare(1, random.nextInt(3), SchedulingOrder.FAIR))));
  }

  /** Runs to the end; returns every event with its actions, as text. */
  List<String> run() {
    backend.add(new Event.Connected(new ClusterDescription("random", "app", ""), Set.of()));
    while (submitted < JOBS || !invariants.allEnded()) {
      if (steps++ > MOST_STEPS) {
        throw new AssertionError("jobs hang: " + invariants.active());
      }
      step();
    }
    invariants.complete();
    return log;
  }

  /** Jobs that succeeded. */
  int succeeded() {
    return invariants.succeeded();
  }

  private boolean wild() {
    return steps < WILD_STEPS;
  }

  @Override
  public boolean chance(double probability) {
    if (probability >= 0.3) {
      return random.nextDouble() < probability;
    }
    return random.nextDouble() < probability * heat && wild();
  }

  private void step() {
    now += random.nextInt(400_000);
    if (steps % 100 == 0) {
      on(new Event.StatusWanted(steps));
    }
    if (submitted < JOBS && (random.nextInt(15) == 0 || !wild())) {
      submit();
    } else if (chance(0.03)) {
      mischief();
    } else if (!deliver()) {
      fireNext();
    }
  }

  /** Lets something happen that is due; false if there is nothing but time to wait for. */
  private boolean deliver() {
    List<FakeExecutor> all = new ArrayList<>(executors.values());
    int first = random.nextInt(all.size() + 1);
    for (int i = 0; i <= all.size(); i++) {
      int at = (first + i) % (all.size() + 1);
      if (at == all.size()) {
        if (!backend.isEmpty()) {
          on(backend.remove());
          return true;
        }
        continue;
      }
      FakeExecutor executor = all.get(at);
      if (!executor.outbox.isEmpty() && random.nextBoolean()) {
        on(executor.outbox.remove());
        return true;
      }
      if (executor.step(this) || !executor.outbox.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** With a working executor that has nothing to do, only a wait for locality may hold jobs up. */
  private void nothingIsForgotten() {
    boolean certain =
        executors.values().stream()
            .allMatch(e -> gone.contains(e.id) || (e.alive && !e.mute && !e.leaving));
    boolean working = executors.values().stream().anyMatch(e -> e.alive && e.registered);
    boolean waiting =
        timers.keySet().stream()
            .anyMatch(
                t ->
                    t instanceof Timer.Locality
                        || t instanceof Timer.Recall
                        || t instanceof Timer.Exclusions
                        || t instanceof Timer.Relief
                        || t instanceof Timer.Drained);
    if (certain && working && !waiting && !invariants.allEnded()) {
      throw new AssertionError("nothing moves, but active: " + invariants.active());
    }
  }

  private void fireNext() {
    nothingIsForgotten();
    for (FakeExecutor executor : List.copyOf(executors.values())) {
      if (executor.preempted && !gone.contains(executor.id)) {
        end(executor.id, LossCause.PREEMPTED);
        return;
      }
    }
    Timer next = null;
    for (Timer timer : timers.keySet()) {
      if (next == null || timers.get(timer) < timers.get(next)) {
        next = timer;
      }
    }
    for (FakeExecutor executor : executors.values()) {
      if (executor.alive && !executor.mute) {
        on(new Event.HeartbeatReceived(executor.id, List.of()));
      }
    }
    if (next == null && invariants.allEnded()) {
      return; // between jobs there may be nobody
    }
    if (next == null) {
      throw new AssertionError("nothing can happen any more, but active: " + invariants.active());
    }
    now = Math.max(now, timers.remove(next));
    on(new Event.TimerFired(next));
  }

  private void on(Event event) {
    List<Action> actions = scheduler.on(now, event);
    log.add(now + " " + describe(event) + " -> " + actions.stream().map(this::describe).toList());
    invariants.check(event, actions);
    actions.forEach(this::apply);
  }

  private String describe(Object value) {
    if (value instanceof Event.JobSubmitted job) {
      return "JobSubmitted " + job.plan().job();
    }
    if (value instanceof Event.TasksEnded ended) {
      return "TasksEnded "
          + ended.executor()
          + ended.reports().stream()
              .map(r -> r.task() + " " + r.outcome().getClass().getSimpleName())
              .toList();
    }
    if (value instanceof Action.Send send) {
      return "Send " + send.executor() + " " + send.message().getClass().getSimpleName();
    }
    if (value instanceof Action.Answer answer) {
      return "Answer " + answer.job() + " " + answer.partition();
    }
    if (value instanceof Action.MergeAccumulators merge) {
      return "Merge " + merge.states().get(0).accumulator();
    }
    return value.toString();
  }

  private void apply(Action action) {
    if (action instanceof Action.SetTimer timer) {
      timers.put(timer.timer(), timer.atNanos());
    } else if (action instanceof Action.Declare declare) {
      wanted = declare.demand().profiles().get(0).executors();
      excluded = declare.demand().excludedHosts();
      offerMissing();
    } else if (action instanceof Action.Decline) {
      offerMissing();
    } else if (action instanceof Action.Tell tell && tell.notice() instanceof Notice.Excluded) {
      exclusions++;
    } else if (action instanceof Action.Launch launch) {
      launch.executors().forEach(e -> launch(e.executor()));
    } else if (action instanceof Action.Release release) {
      end(release.executor(), LossCause.RELEASED);
    } else if (action instanceof Action.Send send) {
      put(send.executor(), send.message());
    } else if (action instanceof Action.SendProgram send) {
      put(send.executor(), send);
    } else if (action instanceof Action.RunTasks run) {
      put(run.executor(), run);
    } else if (action instanceof Action.CloseChannel close) {
      FakeExecutor executor = executors.get(close.executor());
      if (executor != null) {
        executor.alive = false;
      }
    }
  }

  private void put(ExecutorId id, Object message) {
    executors.get(id).inbox.add(message);
  }

  private void offerMissing() {
    long open = backend.stream().filter(Event.Offered.class::isInstance).count();
    long missing = wanted - taken - open + (chance(0.1) ? 1 : 0);
    for (int i = 0; i < missing; i++) {
      String host = "h" + random.nextInt(4);
      if (excluded.contains(new HostName(host)) && !wild()) {
        host = "h4";
      }
      backend.add(
          new Event.Offered(
              List.of(
                  new Offer(
                      new OfferId("o-" + offers++),
                      at(host),
                      Resources.of(2 + random.nextInt(3), 4096),
                      Optional.empty(),
                      new TreeMap<>()))));
    }
  }

  private static Placement at(String host) {
    return new Placement(
        new HostName(host), new RackName(host.compareTo("h2") < 0 ? "/r0" : "/r1"));
  }

  private void launch(ExecutorId id) {
    FakeExecutor executor = new FakeExecutor(id, "h" + random.nextInt(4));
    executors.put(id, executor);
    taken++;
    if (chance(0.05)) {
      end(id, LossCause.LAUNCH_FAILED);
      return;
    }
    backend.add(new Event.Launched(id, at(executor.host)));
    if (!chance(0.05)) {
      executor.registered = true;
      executor.outbox.add(new Event.Registered(id, executor.host, executor.address(), 2));
    }
  }

  private void end(ExecutorId id, LossCause cause) {
    FakeExecutor executor = executors.get(id);
    if (executor == null || executor.host.isEmpty()) {
      return;
    }
    if (executor.alive && cause != LossCause.RELEASED) {
      executor.outbox.add(new Event.ChannelClosed(id, "it died"));
    }
    executor.alive = false;
    if (gone.add(id)) {
      taken--;
      backend.add(new Event.Lost(id, LossReason.of(cause, "lost by chance")));
      offerMissing();
    }
  }

  private void submit() {
    JobPlan plan = RandomPlans.plan(submitted++, random);
    plan.stages().forEach(stage -> plans.put(stage.stage(), stage));
    invariants.submitted(plan);
    on(new Event.JobSubmitted(plan));
  }

  private void mischief() {
    List<FakeExecutor> living = executors.values().stream().filter(e -> e.alive).toList();
    FakeExecutor some = living.isEmpty() ? null : living.get(random.nextInt(living.size()));
    switch (random.nextInt(12)) {
      case 0, 5, 6 ->
          on(new Event.JobCancelled(new JobId(random.nextInt(submitted + 1)), "by chance"));
      case 1 -> on(new Event.Registered(new ExecutorId("e-99"), "h9", null, 2));
      case 2 -> on(new Event.Rescinded(new OfferId("o-" + random.nextInt(offers + 1))));
      case 3 -> on(new Event.ShuffleForgotten(new ShuffleId(random.nextInt(4))));
      case 4 -> {
        on(new Event.Disconnected("by chance"));
        backend.add(new Event.Connected(new ClusterDescription("random", "app", ""), Set.of()));
      }
      default -> {
        if (some != null) {
          trouble(some);
        }
      }
    }
  }

  private void trouble(FakeExecutor some) {
    switch (random.nextInt(8)) {
      case 0 -> some.mute = true;
      case 6, 7 ->
          on(
              new Event.DecommissionWanted(
                  some.id, Duration.ofMillis(random.nextInt(4) * 50L), "by chance"));
      case 1 -> {
        some.leaving = true;
        some.preempted = true;
        on(new Event.Preempting(some.id, Duration.ofSeconds(3)));
      }
      case 2 -> {
        if (!some.kept.isEmpty()) {
          List<ToDriver.DatasetBlock> dropped =
              some.kept.stream()
                  .sorted((a, b) -> a.toString().compareTo(b.toString()))
                  .limit(1 + random.nextInt(3))
                  .toList();
          some.kept.removeAll(dropped);
          some.outbox.add(new Event.BlocksDropped(some.id, dropped));
        }
      }
      case 3 -> {
        some.leaving = true;
        some.outbox.add(new Event.Leaving(some.id, "out of memory"));
      }
      default -> end(some.id, random.nextBoolean() ? LossCause.EXITED : LossCause.HOST_LOST);
    }
    if (random.nextInt(6) == 0) {
      end(some.id, LossCause.PREEMPTED);
    }
  }

  @Override
  public StagePlan plan(StageId stage) {
    return plans.get(stage);
  }

  @Override
  public boolean serves(ExecutorId executor, ShuffleId shuffle, int map) {
    FakeExecutor server = executors.get(executor);
    return server != null && server.alive && server.written.contains(List.of(shuffle, map));
  }

  @Override
  public boolean has(ExecutorId executor, BlockName block) {
    FakeExecutor server = executors.get(executor);
    if (server == null || !server.alive) {
      return false;
    }
    return block instanceof BlockName.Partition partition
        ? server.kept.contains(partition.block())
        : block instanceof BlockName.MapOutput output
            && server.written.contains(List.of(output.shuffle(), output.map()));
  }

  @Override
  public boolean keeps(DatasetId dataset, int partition) {
    ToDriver.DatasetBlock block = new ToDriver.DatasetBlock(dataset, partition);
    return executors.values().stream().anyMatch(e -> e.alive && e.kept.contains(block));
  }
}
