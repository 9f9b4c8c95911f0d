package dev.firesteel.io.input;

import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.io.storage.Replicas;
import java.util.List;

/** A split of which it is known who holds it. */
public interface PlacedSplit extends InputSplit {
  /** Who holds it; not sent to executors. */
  Replicas replicas();

  @Override
  default List<HostName> hosts() {
    return replicas().hosts();
  }

  @Override
  default List<HostName> inMemoryHosts() {
    return replicas().inMemoryHosts();
  }

  @Override
  default List<RackName> racks() {
    return replicas().racks();
  }
}
