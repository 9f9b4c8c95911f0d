package dev.firesteel.scheduler.machine;

import dev.firesteel.scheduler.dag.KeptBlocks;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.placement.Wishes;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.util.List;

/**
 * Tasks wish the executors that keep their partition of the persisted dataset nearest to the
 * output, else the hosts that the plan prefers.
 */
record StageWishes(StagePlan plan, KeptBlocks kept) implements Wishes {
  static Wishes of(StagePlan plan, KeptBlocks kept) {
    return new StageWishes(plan, kept);
  }

  @Override
  public List<Executor> executors(int partition) {
    for (StagePlan.Persisted persisted : plan.persisted()) {
      List<Executor> holders = kept.holders(persisted.dataset(), partition);
      if (!holders.isEmpty()) {
        return holders;
      }
    }
    return List.of();
  }

  @Override
  public WishedHosts hosts(int partition) {
    return executors(partition).isEmpty() ? plan.preferences().hosts(partition) : WishedHosts.NONE;
  }
}
