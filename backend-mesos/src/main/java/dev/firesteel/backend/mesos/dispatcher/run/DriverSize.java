package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.config.MemoryKeys;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import java.util.Locale;

/** How much a driver takes; drivers of one size have one profile. */
final class DriverSize {
  private static final long MIB = 1L << 20;

  private DriverSize() {}

  /**
   * The profile of a driver, the memory of which is all that its task has.
   *
   * @throws dev.firesteel.api.config.ConfigException if a setting is wrong
   */
  static ResourceProfile of(DriverOrder order) {
    Config config = order.config();
    int cores = config.get(DriverKeys.CORES);
    long memory = MemoryKeys.driverContainerMiB(config, config.get(DriverKeys.MEMORY) / MIB);
    ProfileId id = new ProfileId(String.format(Locale.ROOT, "driver-%dc-%dm", cores, memory));
    return ResourceProfile.ofExecutor(id, Resources.of(cores, memory));
  }
}
