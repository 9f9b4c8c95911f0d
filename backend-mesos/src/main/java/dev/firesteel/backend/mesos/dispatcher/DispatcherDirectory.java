package dev.firesteel.backend.mesos.dispatcher;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.http.ServiceKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Where a dispatcher keeps what outlives it. */
final class DispatcherDirectory {
  private DispatcherDirectory() {}

  /**
   * Makes it, for this user's eyes only, unless it is there.
   *
   * @throws FiresteelException (CONFIGURATION) if it cannot be made
   */
  static Path made(Config config) {
    Path directory = of(config);
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return directory;
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot make the dispatcher's directory "
              + directory
              + ": "
              + e
              + " (correct "
              + ServiceKeys.DIRECTORY
              + ")",
          e);
    }
  }

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
