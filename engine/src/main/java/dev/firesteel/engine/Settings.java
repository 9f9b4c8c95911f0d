package dev.firesteel.engine;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigCheck;
import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Checks settings against the keys of all rooms on the class path. */
final class Settings {
  private Settings() {}

  /**
   * Checks all settings.
   *
   * @throws dev.firesteel.api.config.ConfigException listing all that are wrong
   */
  static void check(Config config, ClassLoader classes) {
    List<ConfigKey<?>> keys = new ArrayList<>();
    for (ConfigKeys room : ServiceLoader.load(ConfigKeys.class, classes)) {
      keys.addAll(room.keys());
    }
    new ConfigCheck(keys).check(config);
  }
}
