package dev.firesteel.scheduler.plan;

import dev.firesteel.api.topology.HostName;
import java.util.List;

/** Where the tasks of a stage would like to run, by the stage's partition. */
public interface Preferences {
  /** No wishes. */
  Preferences NONE = partition -> List.of();

  /** Hosts that hold the input of a partition, best first; empty means anywhere. Deterministic. */
  List<HostName> hosts(int partition);
}
