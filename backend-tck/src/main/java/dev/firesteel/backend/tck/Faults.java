package dev.firesteel.backend.tck;

import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.topology.HostName;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Faults of the cluster that a fixture can cause. A check that needs one that is not there is
 * skipped and says so.
 */
public interface Faults {
  /** Makes the cluster take an open offer back. */
  default Optional<Consumer<OfferId>> rescind() {
    return Optional.empty();
  }

  /** Takes a host away from the cluster with all that runs there. */
  default Optional<Consumer<HostName>> loseHost() {
    return Optional.empty();
  }

  /** Ends the cluster for good while the backend is connected. */
  default Optional<Runnable> fail() {
    return Optional.empty();
  }
}
