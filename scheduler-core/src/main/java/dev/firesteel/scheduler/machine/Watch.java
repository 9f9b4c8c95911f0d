package dev.firesteel.scheduler.machine;

import dev.firesteel.dataset.status.WaitReason;
import dev.firesteel.scheduler.dag.Stage;
import java.util.ArrayList;
import java.util.List;

/** Tells why nothing moves when nothing moved for a while. Sleeps while there is no job. */
final class Watch {
  private final World world;
  private final Why why;
  private boolean armed;

  Watch(World world, Why why) {
    this.world = world;
    this.why = why;
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

  /** One line for each reason of each stage, and of what is wanted of the cluster. */
  private List<String> reasons(SessionState session) {
    List<String> reasons = new ArrayList<>();
    for (Stage stage : world.stages.values()) {
      for (WaitReason reason : why.waits(stage, session)) {
        reasons.add(Messages.waits(stage, reason));
      }
    }
    return reasons;
  }
}
