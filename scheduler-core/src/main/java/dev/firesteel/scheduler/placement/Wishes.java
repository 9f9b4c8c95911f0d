package dev.firesteel.scheduler.placement;

import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.util.List;

/** Where the tasks of a stage would like to run, as far as is known now. */
public interface Wishes {
  /** No wishes. */
  Wishes NONE =
      new Wishes() {
        @Override
        public List<Executor> executors(int partition) {
          return List.of();
        }

        @Override
        public WishedHosts hosts(int partition) {
          return WishedHosts.NONE;
        }
      };

  /** Executors that keep what the task of a partition reads. */
  List<Executor> executors(int partition);

  /** Hosts that hold what the task of a partition reads. */
  WishedHosts hosts(int partition);
}
