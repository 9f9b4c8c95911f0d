package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.lineage.JobOptions;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Jobs over one lineage of four shuffles: 0 and 1 read nothing, 2 reads 0 through a dataset that is
 * persisted, 3 reads 1 and 2.
 */
final class RandomPlans {
  private static final int[] MAPS = {5, 3, 8, 4};

  private RandomPlans() {}

  static JobPlan plan(int job, Random random) {
    List<StagePlan> stages = new ArrayList<>();
    for (int shuffle = 0; shuffle < 4; shuffle++) {
      stages.add(
          stage(
              shuffle,
              new StageOutput.Shuffle(new ShuffleId(shuffle), 2),
              IntStream.range(0, MAPS[shuffle]).toArray(),
              switch (shuffle) {
                case 2 -> List.of(keptUnless(0));
                case 3 -> List.of(always(1), always(2));
                default -> List.of();
              },
              shuffle == 2 ? List.of(new DatasetId(1)) : List.of()));
    }
    int[] partitions =
        IntStream.range(0, 1 + random.nextInt(12)).filter(p -> random.nextInt(4) > 0).toArray();
    List<StagePlan.Parent> reads =
        IntStream.range(0, 4).filter(s -> random.nextInt(3) == 0).mapToObj(s -> always(s)).toList();
    stages.add(stage(100 + job, new StageOutput.Result(), partitions, reads, List.of()));
    return new JobPlan(
        new JobId(job), stages, "job " + job, JobOptions.NONE.withPool("pool-" + job % 3), 0);
  }

  private static StagePlan stage(
      int id,
      StageOutput output,
      int[] partitions,
      List<StagePlan.Parent> parents,
      List<DatasetId> persisted) {
    return new StagePlan(
        new StageId(id),
        "step " + id,
        output,
        partitions,
        new BinaryId(id),
        SchedulerSettings.DEFAULT_PROFILE,
        parents,
        partition -> id % 2 == 0 ? List.of() : List.of(new HostName("h" + partition % 4)),
        persisted.stream()
            .map(dataset -> new StagePlan.Persisted(dataset, StorageLevel.MEMORY_2))
            .toList());
  }

  private static StagePlan.Parent always(int shuffle) {
    return new StagePlan.Parent(new ShuffleId(shuffle), List.of());
  }

  private static StagePlan.Parent keptUnless(int shuffle) {
    return new StagePlan.Parent(
        new ShuffleId(shuffle), List.of(new StagePlan.Kept(new DatasetId(1), MAPS[2])));
  }
}
