package dev.firesteel.scheduler.placement;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.topology.LocalityLevel;

/** Why a pending task has no place now. Each says it in words. */
public sealed interface Veto {
  /** A sentence for people. */
  String text();

  /** No executor has registered. */
  record NoExecutor(int starting) implements Veto {
    @Override
    public String text() {
      return starting == 0
          ? "no executor has registered"
          : "no executor has registered; " + starting + " are starting";
    }
  }

  /**
   * All slots are in use.
   *
   * @param slots all
   * @param cancelled those whose tasks were cancelled and have not ended
   */
  record SlotsBusy(int slots, int cancelled) implements Veto {
    @Override
    public String text() {
      String busy = slots == 1 ? "the only slot is busy" : "all " + slots + " slots are busy";
      return cancelled == 0
          ? busy
          : busy + ", " + cancelled + " with cancelled tasks that do not end";
    }
  }

  /** A slot nearer to the data is awaited. */
  record AwaitsLocality(LocalityLevel level, long leftMillis) implements Veto {
    @Override
    public String text() {
      return "waiting for " + level + " locality, " + leftMillis + " ms left";
    }
  }

  /** The cluster gives no executor. */
  record ClusterSays(PendingReason reason) implements Veto {
    @Override
    public String text() {
      return "the cluster gives no executor: " + reason.detail();
    }
  }

  /** The cluster has not accepted the application, or is away. */
  record NotConnected() implements Veto {
    @Override
    public String text() {
      return "the cluster is not connected";
    }
  }
}
