package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.executors.Executor;
import java.util.List;

/** Notes who keeps which partitions of persisted datasets. */
final class KeptFlow {
  private static final int FORGOTTEN_KNOWN = 1024;

  private final World world;
  private final StageFlow stages;
  private final CopyFlow copies;

  KeptFlow(World world, StageFlow stages, CopyFlow copies) {
    this.world = world;
    this.stages = stages;
    this.copies = copies;
  }

  /** An executor keeps a partition; told to forget it if nobody wants it any more. */
  void kept(Executor executor, ToDriver.DatasetBlock block) {
    if (world.forgottenDatasets.contains(block.dataset())) {
      world.out.send(executor.id(), new ToExecutor.ForgetDataset(block.dataset()));
    } else {
      world.kept.kept(block, executor);
      copies.look(block);
    }
  }

  /** Orders to copy were carried out, or not. */
  void copied(Executor executor, List<CopyReport> reports) {
    for (CopyReport report : reports) {
      copies.ended(executor, report);
      if (!report.done()) {
        continue;
      }
      if (report.block() instanceof BlockName.Partition partition) {
        kept(executor, partition.block());
      } else if (report.block() instanceof BlockName.MapOutput output
          && world.shuffles.find(output.shuffle()) == null) {
        world.out.send(executor.id(), new ToExecutor.ForgetShuffle(output.shuffle()));
      }
    }
  }

  /** An executor dropped partitions for lack of memory. */
  void dropped(Executor executor, List<ToDriver.DatasetBlock> blocks) {
    for (ToDriver.DatasetBlock block : blocks) {
      world.kept.dropped(block, executor);
      if (world.kept.holders(block.dataset(), block.partition()).stream()
          .noneMatch(Executor::ready)) {
        copies.look(block); // those that have it yet will not have it for long
      }
    }
    stages.holdBlocked();
  }

  /** A dataset is no longer persisted. */
  void forget(DatasetId dataset) {
    world.forgottenDatasets.add(dataset);
    if (world.forgottenDatasets.size() > FORGOTTEN_KNOWN) {
      world.forgottenDatasets.remove(world.forgottenDatasets.iterator().next());
    }
    copies.forgotten(dataset);
    for (Executor holder : world.kept.unpersisted(dataset)) {
      if (holder.attached()) {
        world.out.send(holder.id(), new ToExecutor.ForgetDataset(dataset));
      }
    }
    stages.holdBlocked();
  }
}
