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
 * Tells why nothing moves when nothing moved for a while, and again after twice as long each time.
 * Sleeps while there is no job.
 */
final class Watch {
  private final World world;
  private final Why why;
  private final Demand demand;
  private boolean armed;
  private long toldOf = -1;
  private long patience;

  Watch(World world, Why why, Demand demand) {
    this.world = world;
    this.demand = demand;
    this.why = why;
  }

  /** A job is there. */
  void arm() {
    if (!armed) {
      armed = true;
      world.out.timer(Timer.Regular.STUCK, world.now + stuckNanos());
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
    if (toldOf != world.progressAt) {
      toldOf = world.progressAt;
      patience = stuckNanos();
    }
    if (world.now - world.progressAt >= patience) {
      List<String> reasons = reasons(session);
      if (!reasons.isEmpty()) {
        world.out.tell(new Notice.Waiting(reasons));
        patience *= 2;
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
