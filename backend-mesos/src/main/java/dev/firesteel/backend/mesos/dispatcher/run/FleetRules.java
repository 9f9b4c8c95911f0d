package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.config.Config;
import dev.firesteel.backend.mesos.dispatcher.DispatcherKeys;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import java.util.function.Consumer;

/**
 * What a dispatcher takes and keeps.
 *
 * @param queue drivers that may wait, at least 1
 * @param retained ended drivers that are kept, 0 or more
 * @param check throws a FiresteelException of category CONFIGURATION for an order that is wrong
 */
public record FleetRules(int queue, int retained, Consumer<DriverOrder> check) {
  /** As the dispatcher's settings say. */
  public static FleetRules of(Config config, Consumer<DriverOrder> check) {
    return new FleetRules(
        config.get(DispatcherKeys.QUEUE), config.get(DispatcherKeys.RETAINED), check);
  }
}
