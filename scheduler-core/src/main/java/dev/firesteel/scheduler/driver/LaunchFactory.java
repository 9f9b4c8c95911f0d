package dev.firesteel.scheduler.driver;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.protocol.transport.DriverAddress;

/** Says how an executor's program is started. */
@FunctionalInterface
public interface LaunchFactory {
  /**
   * The launch of one executor, which then dials the driver.
   *
   * @param at where it will run, as the offer said
   */
  ExecutorLaunch launch(
      ExecutorId executor, ResourceProfile profile, Placement at, DriverAddress driver);
}
