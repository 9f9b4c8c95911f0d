package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.backend.FinalStatus;

/**
 * The place of an application master at the ResourceManager: registered, with heartbeats by a
 * thread of its own, whether or not somebody is attached. In cluster mode {@code master} opens it
 * before the user's program and lends it to sessions. Safe for any thread.
 */
public interface MasterLink {
  /** What the ResourceManager said at the registration. */
  Registered registered();

  /**
   * Lets a peer speak; heartbeats without one ask for nothing and give back all that comes.
   *
   * @throws IllegalStateException if another one is attached
   */
  void attach(Peer peer);

  /**
   * Ends what {@link #attach} began, withdraws all asks; returns when the peer is not called any
   * more.
   */
  void detach(Peer peer);

  /** Something is to be told: the next heartbeat is due now. Does not wait. */
  void wake();

  /**
   * Ends the attempt: unregisters, ends heartbeats and the connection. Waits, for some seconds at
   * most, or for {@link Farewell#CLUSTER_MODE} if it was so registered. Idempotent; never throws.
   */
  void unregister(FinalStatus status, String diagnostics);
}
