package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.error.FiresteelException;

/**
 * How a session comes to be an application master: in client mode it submits an unmanaged
 * application; in cluster mode it borrows the registration of its process.
 */
public interface Mastership {
  /**
   * Registers, or borrows what is registered. Waits for the cluster.
   *
   * @throws FiresteelException if it cannot be: no ResourceManager, unknown queue, rejected
   */
  MasterLink open() throws FiresteelException;

  /** A page to look at, or the empty text; known after {@link #open}. */
  String trackingAddress();

  /**
   * Gives up what {@link #open} gave: unregisters (client mode) or leaves it (cluster mode). May be
   * called while {@code open} still waits on another thread, which then ends. Waits, for some
   * seconds at most. Idempotent; never throws.
   */
  void close(FinalStatus status, String diagnostics);
}
