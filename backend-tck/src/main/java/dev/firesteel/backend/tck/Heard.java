package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.topology.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** An event of a backend, as a value. */
public sealed interface Heard {
  /** See {@link dev.firesteel.api.backend.BackendEvents#connected}. */
  record Connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors) implements Heard {
    /** Copies the set. */
    public Connected {
      survivors = Set.copyOf(survivors);
    }
  }

  /** See {@link dev.firesteel.api.backend.BackendEvents#offered}. */
  record Offered(List<Offer> offers) implements Heard {
    /** Copies the list. */
    public Offered {
      offers = List.copyOf(offers);
    }
  }

  /** See {@link dev.firesteel.api.backend.BackendEvents#rescinded}. */
  record Rescinded(OfferId offer) implements Heard {}

  /** See {@link dev.firesteel.api.backend.BackendEvents#launched}. */
  record Launched(ExecutorId executor, Placement at) implements Heard {}

  /** See {@link dev.firesteel.api.backend.BackendEvents#preempting}. */
  record Preempting(ExecutorId executor, Duration notice) implements Heard {}

  /** See {@link dev.firesteel.api.backend.BackendEvents#lost}. */
  record Lost(ExecutorId executor, LossReason reason) implements Heard {}

  /** See {@link dev.firesteel.api.backend.BackendEvents#pending}. */
  record Pending(ProfileId profile, List<PendingReason> why) implements Heard {
    /** Copies the list. */
    public Pending {
      why = List.copyOf(why);
    }
  }

  /** See {@link dev.firesteel.api.backend.BackendEvents#disconnected}. */
  record Disconnected(String why) implements Heard {}

  /** See {@link dev.firesteel.api.backend.BackendEvents#failed}. */
  record Failed(BackendFailure failure) implements Heard {}
}
