package dev.firesteel.backend.yarn.master;

import dev.firesteel.backend.yarn.rm.MasterLink;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attempt of which this process is the application master, in cluster mode.
 *
 * <p>Why this is static: the user's program opens its sessions itself and can hand them nothing.
 * One process is one attempt, by YARN's own rule.
 *
 * @param link its registration; sessions borrow it, one at a time, and never unregister it
 * @param executors what executors' containers need; it is on the cluster's file system already
 * @param tracking a page to look at, or the empty text
 */
public record OwnAttempt(MasterLink link, StagedProgram executors, String tracking) {
  private static volatile @Nullable OwnAttempt current;

  /** The attempt of this process; empty in client mode. */
  public static Optional<OwnAttempt> current() {
    return Optional.ofNullable(current);
  }

  /** Lends it to the sessions of this process. */
  static void lend(OwnAttempt own) {
    current = own;
  }
}
