package dev.firesteel.backend.mesos.dispatcher;

import dev.firesteel.api.config.Config;
import dev.firesteel.backend.mesos.dispatcher.http.ServiceKeys;
import java.nio.file.Path;
import java.util.Map;

/** Where a dispatcher keeps what outlives it. */
final class DispatcherDirectory {
  private DispatcherDirectory() {}

  static Path of(Config config) {
    return of(config, System.getenv(), System.getProperty("user.home", ""));
  }

  static Path of(Config config, Map<String, String> environment, String home) {
    String given = config.get(ServiceKeys.DIRECTORY);
    if (!given.isEmpty()) {
      return Path.of(given).toAbsolutePath();
    }
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base = state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state);
    return base.resolve("firesteel").resolve("dispatcher").toAbsolutePath();
  }
}
