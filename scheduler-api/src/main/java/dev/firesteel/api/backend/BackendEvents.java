package dev.firesteel.api.backend;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.topology.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a backend tells the core. Each call becomes an event of the one scheduler loop and returns
 * at once (T2, T3).
 */
public interface BackendEvents {
  /**
   * The cluster has accepted the application; {@code survivors} are executors of a previous driver
   * that still run.
   */
  void connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors);

  /** New offers (D2 to D5). */
  void offered(List<Offer> offers);

  /** An open offer is gone. */
  void rescinded(OfferId offer);

  /** An executor was started there; it registers with the driver by itself. */
  void launched(ExecutorId executor, Placement at);

  /** The cluster will take an executor away after the notice. */
  void preempting(ExecutorId executor, Duration notice);

  /** An executor is gone, for certain (E1, E3). */
  void lost(ExecutorId executor, LossReason reason);

  /**
   * Why executors of a profile cannot be had at present; replaces what was said before, empty when
   * resolved (D9).
   */
  void pending(ProfileId profile, List<PendingReason> why);

  /** The connection to the cluster is gone for now; {@code connected} or {@code failed} follows. */
  void disconnected(String why);

  /** The backend cannot go on (L6). */
  void failed(BackendFailure failure);
}
