package dev.firesteel.backend.yarn;

import dev.firesteel.api.config.Config;
import dev.firesteel.backend.yarn.rm.YarnSettings;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Hadoop's settings, read when they are first needed, since that takes its time. */
final class Hadoop {
  private final Config config;
  private @Nullable Configuration settings;

  Hadoop(Config config) {
    this.config = config;
  }

  synchronized Configuration settings() {
    if (settings == null) {
      settings = YarnSettings.load(config);
    }
    return settings;
  }
}
