package dev.firesteel.engine;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigCheck;
import dev.firesteel.api.config.ConfigKeys;
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
    ConfigCheck.of(ServiceLoader.load(ConfigKeys.class, classes)).check(config);
  }
}
