package dev.firesteel.api.backend;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Obtains executors for one application. See the package for the numbered rules; called by one
 * thread at a time (T1).
 */
public interface ClusterBackend {
  /** Connects to the cluster, as the continuation of a previous driver where there was one (L1). */
  void start(BackendEvents events, Optional<RecoveryState> previous);

  /** States in full what the core wants to have (D1). */
  void declare(DemandSnapshot demand);

  /** Launches executors on an open offer; what they leave of it is declined (D7, D8, E1). */
  void launch(OfferId offer, List<ExecutorLaunch> launches);

  /** Refuses an open offer for a time (D6). */
  void decline(OfferId offer, Duration refuseFor);

  /** Ends an executor (E4, E5). */
  void release(ExecutorId executor, ReleaseMode mode, String why);

  /** Ends the application on the cluster and frees everything (L3 to L5). */
  CompletionStage<Void> stop(FinalStatus status, String diagnostics);
}
