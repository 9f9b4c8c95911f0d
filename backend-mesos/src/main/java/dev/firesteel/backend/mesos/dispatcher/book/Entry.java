package dev.firesteel.backend.mesos.dispatcher.book;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import java.util.Optional;

/**
 * All that a dispatcher keeps of a driver.
 *
 * @param number in the order of submission, from 1; never used again
 * @param driver as it is told
 * @param place where its current or last attempt is; empty before it is known
 * @param setbacks what went wrong lately
 */
public record Entry(long number, Driver driver, Optional<Place> place, Setbacks setbacks) {
  /** The driver's id. */
  public String id() {
    return driver.id();
  }

  /** Where it is in its life. */
  public DriverState state() {
    return driver.state();
  }

  /** The current or last attempt as an executor; there is none before the first. */
  public ExecutorId attempt() {
    return new ExecutorId(driver.id() + "-" + driver.attempt());
  }
}
