package dev.firesteel.backend.mesos.dispatcher;

import java.util.List;
import java.util.Optional;

/**
 * The drivers that a dispatcher looks after. Safe for any thread; all methods may wait for the
 * disk.
 */
public interface Drivers {
  /**
   * Takes an order; it is on the disk when this returns.
   *
   * @return the new driver, or the one that has the order's key already
   * @throws dev.firesteel.api.error.FiresteelException of category CONFIGURATION if the order is
   *     wrong, RESOURCES if too many drivers wait, TRANSIENT if the dispatcher ends
   */
  Driver submit(DriverOrder order);

  /** All drivers that are known, the newest first; of those that have ended only the newest. */
  List<Driver> all();

  /** A driver, or empty if it is not known (any more). */
  Optional<Driver> find(String id);

  /**
   * Wants a driver to end; one that has ended stays as it is.
   *
   * @return the driver afterwards, which may take some time to end
   * @throws dev.firesteel.api.error.FiresteelException of category CONFIGURATION if it is not known
   */
  Driver kill(String id);

  /**
   * Reads the log of a driver's current or last attempt; waits for its agent.
   *
   * @param offset in bytes, 0 for the beginning
   * @throws dev.firesteel.api.error.FiresteelException of category CONFIGURATION if the driver is
   *     not known, INPUT_OUTPUT with the reason if there is no log (yet, or any more)
   */
  LogPiece log(String id, LogStream stream, long offset);
}
