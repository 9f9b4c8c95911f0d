package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.demand.Demand;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.health.Exclusion;
import dev.firesteel.scheduler.health.HealthSettings;
import dev.firesteel.scheduler.health.Suspicions;
import dev.firesteel.scheduler.placement.TaskSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Excludes executors and hosts on which too much fails, for a time. Never more than half of them,
 * so that work goes on; {@link Relief} sees to it that exclusions end when nothing else is left.
 */
final class HealthFlow {
  private final World world;
  private final Dispatcher dispatcher;
  private final CopyFlow copies;
  private final Demand demand;
  private final @Nullable HealthSettings settings;
  private final @Nullable Suspicions suspicions;

  HealthFlow(World world, Dispatcher dispatcher, CopyFlow copies, Demand demand) {
    this.world = world;
    this.dispatcher = dispatcher;
    this.copies = copies;
    this.demand = demand;
    this.settings = world.settings.health().orElse(null);
    this.suspicions = settings == null ? null : new Suspicions(settings);
  }

  /**
   * A task counts: the executors on which it had failed may be at fault. Not before, whatever its
   * failure says, because a mistake in the program and a storage that is down fail everywhere.
   */
  void finished(TaskSet set, RunningAttempt attempt) {
    for (Executor executor : set.avoidance().failedOn(attempt.index())) {
      if (executor != attempt.executor()) {
        blame(set, executor, attempt.index());
      }
    }
  }

  private void blame(TaskSet set, Executor executor, int index) {
    if (settings == null || suspicions == null || !executor.takesTasks()) {
      return;
    }
    int ready = world.executors.ready();
    int tasks = set.avoidance().blame(executor, index);
    if (tasks >= settings.stageTaskFailures()
        && 2 * (set.avoidance().avoided().size() + 1) <= ready
        && set.avoidance().add(executor)) {
      world.out.tell(new Notice.ExecutorAvoided(set.stage(), executor.id(), tasks));
      dispatcher.fresh(set.stage());
    }
    suspicions
        .failed(executor.id(), set.stage(), set.partition(index), ready - 1, world.now)
        .ifPresent(why -> exclude(executor, why));
  }

  /** An executor could not fetch what another should serve. */
  void unreachable(Executor server, Executor reader) {
    if (suspicions != null && server != reader && server.takesTasks()) {
      suspicions
          .unreachable(server.id(), reader.id(), world.now)
          .ifPresent(why -> exclude(server, why));
    }
  }

  private void exclude(Executor executor, String why) {
    int excluded = world.executors.excluded();
    if (2 * (excluded + 1) > world.executors.ready() + excluded) {
      return;
    }
    HostName host = executor.at().host();
    begin(new Exclusion.OfExecutor(executor.id(), host), why);
    troubled(host, executor);
  }

  /** An executor is gone: nothing speaks against it any more, but maybe against its host. */
  void lost(Executor executor, LossReason reason) {
    if (suspicions == null) {
      return;
    }
    suspicions.forget(executor.id());
    for (Stage stage : world.stages.values()) {
      TaskSet set = stage.tasks();
      if (set != null) {
        set.avoidance().forget(executor);
      }
    }
    world.exclusions.end(new Exclusion.OfExecutor(executor.id(), executor.at().host()));
    if (Suspicions.speaksAgainstHost(reason.cause())) {
      troubled(executor.at().host(), executor);
    }
    dispatcher.freshAll(); // tasks may have waited for it, rather than run where they are avoided
  }

  private void troubled(HostName host, Executor executor) {
    if (suspicions != null && !world.exclusions.hosts().contains(host)) {
      suspicions
          .troubled(host, executor.id(), world.now)
          .filter(why -> othersThan(host))
          .ifPresent(why -> begin(new Exclusion.OfHost(host), why));
    }
  }

  private boolean othersThan(HostName host) {
    Set<HostName> known = new LinkedHashSet<>(world.exclusions.hosts());
    int excluded = known.size();
    known.add(host);
    world.executors.all().forEach(executor -> known.add(executor.at().host()));
    return 2 * (excluded + 1) <= known.size();
  }

  private void begin(Exclusion.Place place, String why) {
    long until = world.now + (settings == null ? 0 : settings.excludeFor().toNanos());
    Exclusion exclusion = new Exclusion(place, why, world.now, until);
    world.exclusions.begin(exclusion);
    world.out.tell(new Notice.Excluded(exclusion, world.now));
    world.out.timer(Timer.Regular.EXCLUSIONS, world.exclusions.nextEnd());
    for (Executor executor : world.executors.all()) {
      if (world.exclusions.of(executor) != null && world.executors.exclude(executor)) {
        Recalls.allQueued(world, executor);
      }
    }
    changed(place);
  }

  /** A host is excluded, or no longer: the cluster shall know. */
  private void changed(Exclusion.Place place) {
    if (place instanceof Exclusion.OfHost) {
      demand.exclude(world.exclusions.hosts());
      world.out.add(new Action.Declare(demand.next()));
    }
    dispatcher.freshAll();
  }

  /** An executor registered; if its host is excluded, it gets nothing yet. */
  void registered(Executor executor) {
    if (world.exclusions.of(executor) != null) {
      world.executors.exclude(executor);
    }
  }

  /** The time of some exclusions is over. */
  void due() {
    for (Exclusion exclusion : world.exclusions.over(world.now)) {
      end(exclusion, "its time is over");
    }
    if (!world.exclusions.isEmpty()) {
      world.out.timer(Timer.Regular.EXCLUSIONS, world.exclusions.nextEnd());
    }
  }

  /** Ends an exclusion; what it was for does not count any more. */
  void end(Exclusion exclusion, String why) {
    world.exclusions.end(exclusion.place());
    if (suspicions != null) {
      forget(suspicions, exclusion.place());
    }
    world.out.tell(new Notice.ExclusionEnded(exclusion, why));
    for (Executor executor : world.executors.all()) {
      if (world.exclusions.of(executor) == null && world.executors.readmit(executor)) {
        dispatcher.freed(executor);
        copies.joined(executor);
      }
    }
    changed(exclusion.place());
  }

  private static void forget(Suspicions suspicions, Exclusion.Place place) {
    if (place instanceof Exclusion.OfExecutor executor) {
      suspicions.forget(executor.executor());
    } else if (place instanceof Exclusion.OfHost host) {
      suspicions.forget(host.host());
    }
  }
}
