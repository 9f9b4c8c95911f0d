package dev.firesteel.scheduler.machine;

import dev.firesteel.dataset.status.WaitReason;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.demand.Demand;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells why nothing moves when nothing moved for a while, and again after twice as long each time;
 * what waiting does not mend is told soon, and then like all else. Sleeps while there is no job.
 */
final class Watch {
  /** The time in which a cluster may find that it has something after all. */
  private static final long SOON = 2_000_000_000L;

  private final World world;
  private final Why why;
  private final Demand demand;
  private boolean armed;
  private long dueAt;
  private long toldOf = -1;
  private long toldSoonOf = -1;
  private long patience;

  Watch(World world, Why why, Demand demand) {
    this.world = world;
    this.demand = demand;
    this.why = why;
  }

  /** A job is there, or the cluster says something. */
  void arm() {
    if (world.jobs.isEmpty()) {
      return;
    }
    long at = hopeless() ? Math.max(world.now, world.progressAt + SOON) : world.now + stuckNanos();
    if (!armed || at < dueAt) {
      armed = true;
      dueAt = at;
      world.out.timer(Timer.Regular.STUCK, at);
    }
  }

  /** Whether there is what should be told soon, and was not. */
  private boolean hopeless() {
    return toldSoonOf != world.progressAt && why.hopeless();
  }

  private long stuckNanos() {
    return world.settings.waits().stuck().toNanos();
  }

  void due(SessionState session) {
    armed = false;
    if (world.jobs.isEmpty()) {
      return;
    }
    if (toldOf != world.progressAt) {
      toldOf = world.progressAt;
      patience = stuckNanos();
    }
    long still = world.now - world.progressAt;
    boolean late = still >= patience;
    boolean soon = still >= SOON && hopeless();
    if (soon) {
      toldSoonOf = world.progressAt;
    }
    if (late || soon) {
      List<String> reasons = reasons(session);
      if (!reasons.isEmpty()) {
        world.out.tell(new Notice.Waiting(reasons));
        patience *= late ? 2 : 1;
      }
    }
    arm();
  }

  /** One line for each reason of each stage, and of what is wanted of the cluster. */
  private List<String> reasons(SessionState session) {
    List<String> reasons = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Stage stage : world.stages.values()) {
      for (WaitReason reason : why.waits(stage, session)) {
        reasons.add(Messages.waits(stage, reason));
        told.add(reason.why());
      }
    }
    for (ExecutorTarget target : demand.targets()) {
      for (WaitReason reason : why.missing(target)) {
        if (!told.contains(reason.why())) {
          reasons.add(Messages.waits(target, reason));
        }
      }
    }
    return reasons;
  }
}
