package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.placement.Veto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells why nothing moves when nothing moved for a while. Sleeps while there is no job. */
final class Watch {
  private final World world;
  private final Map<ProfileId, List<PendingReason>> cluster = new LinkedHashMap<>();
  private boolean armed;

  Watch(World world) {
    this.world = world;
  }

  /** The cluster's reasons, replacing what it said before. */
  void pending(ProfileId profile, List<PendingReason> why) {
    cluster.put(profile, List.copyOf(why));
  }

  /** A job is there. */
  void arm() {
    if (!armed) {
      armed = true;
      world.out.timer(new Timer.Stuck(), world.now + stuckNanos());
    }
  }

  private long stuckNanos() {
    return world.settings.waits().stuck().toNanos();
  }

  void due(SessionState session) {
    armed = false;
    if (world.jobs.isEmpty()) {
      return;
    }
    if (world.now - world.progressAt >= stuckNanos()) {
      List<String> reasons = reasons(session);
      if (!reasons.isEmpty()) {
        world.out.tell(new Notice.Waiting(reasons));
      }
    }
    arm();
  }

  /** One line for each task set that waits. */
  List<String> reasons(SessionState session) {
    List<String> reasons = new ArrayList<>();
    for (TaskSet set : world.backlog.inOrder()) {
      for (Veto veto : vetoes(set, session)) {
        reasons.add(Messages.waits(set, veto));
      }
    }
    return reasons;
  }

  private int cancelled(ProfileId profile) {
    return (int)
        world.executors.all().stream()
            .filter(executor -> executor.ready() && executor.profile().equals(profile))
            .flatMap(executor -> executor.hand().all().stream())
            .filter(RunningAttempt::cancelled)
            .count();
  }

  private List<Veto> vetoes(TaskSet set, SessionState session) {
    ProfileId profile = set.plan().profile();
    List<Veto> vetoes = new ArrayList<>();
    int slots = world.executors.readySlots(profile);
    if (slots > 0) {
      if (set.waitsForLocality(world.now)) {
        long left = Math.max(0, set.localityDueAt() - world.now) / 1_000_000;
        vetoes.add(new Veto.AwaitsLocality(set.localityLevel(), left));
      } else {
        vetoes.add(new Veto.SlotsBusy(slots, cancelled(profile)));
      }
      return vetoes;
    }
    if (session != SessionState.CONNECTED) {
      vetoes.add(new Veto.NotConnected());
    }
    vetoes.add(
        new Veto.NoExecutor(
            (int) world.executors.all().stream().filter(Executor::expected).count()));
    cluster.getOrDefault(profile, List.of()).forEach(r -> vetoes.add(new Veto.ClusterSays(r)));
    return vetoes;
  }
}
