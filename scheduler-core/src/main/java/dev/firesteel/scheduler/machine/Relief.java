package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.ProfileId;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.ExecutorState;
import dev.firesteel.scheduler.health.Exclusion;
import dev.firesteel.scheduler.placement.TaskSet;
import org.jspecify.annotations.Nullable;

/**
 * Ends exclusions early when pending tasks have nowhere else to go: at once if an excluded executor
 * is there and none is starting; if only hosts are excluded and the cluster has given nothing for a
 * while, the longest of these.
 */
final class Relief {
  private static final long NEVER = Long.MAX_VALUE;

  private final World world;
  private final HealthFlow health;
  private long hostsAt = NEVER;

  Relief(World world, HealthFlow health) {
    this.world = world;
    this.health = health;
  }

  /** At the end of an event, before anything is placed. */
  void run() {
    if (world.exclusions.isEmpty()) {
      hostsAt = NEVER;
      return;
    }
    ProfileId starving = starving();
    Exclusion first = starving == null ? null : longest(starving);
    while (starving != null && first != null) {
      health.end(first, "no other executor can run what is pending");
      starving = starving();
      first = starving == null ? null : longest(starving);
    }
    if (starving == null) {
      hostsAt = NEVER;
    } else if (hostsAt == NEVER) {
      hostsAt = world.now + world.settings.waits().stuck().toNanos();
      world.out.timer(Timer.Regular.RELIEF, hostsAt);
    } else if (world.now >= hostsAt) {
      hostsAt = NEVER;
      world.exclusions.all().stream()
          .filter(exclusion -> exclusion.place() instanceof Exclusion.OfHost)
          .findFirst()
          .ifPresent(e -> health.end(e, "the cluster gives no executor on another host"));
    }
  }

  /** A profile of which executors are needed but none takes tasks and none is starting. */
  private @Nullable ProfileId starving() {
    for (Stage stage : world.stages.values()) {
      TaskSet set = stage.tasks();
      ProfileId profile = stage.plan().profile();
      if (set != null
          && set.pending() > 0
          && world.executors.readySlots(profile) == 0
          && !world.executors.expects(profile)) {
        return profile;
      }
    }
    return null;
  }

  private @Nullable Exclusion longest(ProfileId profile) {
    Exclusion first = null;
    for (Executor executor : world.executors.all()) {
      if (executor.state() == ExecutorState.READY && executor.profile().equals(profile)) {
        Exclusion exclusion = world.exclusions.of(executor);
        if (exclusion != null && (first == null || exclusion.since() < first.since())) {
          first = exclusion;
        }
      }
    }
    return first;
  }
}
