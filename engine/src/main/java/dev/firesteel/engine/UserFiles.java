package dev.firesteel.engine;

import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.config.Config;
import dev.firesteel.dataset.shared.SharedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What the user's program brought, on the driver.
 *
 * @param config the settings; for executors on this machine with places on it
 * @param jars its classes
 * @param finder finds files and unpacked archives by name
 * @param resources closed at the end, in this order
 */
record UserFiles(
    Config config, UserJars jars, Function<String, Path> finder, List<AutoCloseable> resources) {
  /**
   * Opens it. Hosts that are not this machine get the files from the backend, as the settings name
   * them.
   *
   * @param program finds the program's own classes
   */
  static UserFiles open(Config config, ClassLoader program, Set<Capability> can) {
    FetchedJars fetched = FetchedJars.of(config);
    try {
      UserJars jars = UserJars.open(fetched.config(), program);
      try {
        return can.contains(Capability.REMOTE_HOSTS)
            ? far(config, jars, fetched)
            : near(jars, fetched);
      } catch (RuntimeException | Error e) {
        jars.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      fetched.close();
      throw e;
    }
  }

  private static UserFiles far(Config config, UserJars jars, FetchedJars fetched) {
    DriverFiles files = new DriverFiles(config, Fetching.by(config));
    return new UserFiles(config, jars, files::find, List.of(files, jars, fetched));
  }

  private static UserFiles near(UserJars jars, FetchedJars fetched) {
    UnpackedArchives archives = UnpackedArchives.of(fetched.config());
    Config config = archives.config();
    return new UserFiles(
        config, jars, name -> SharedFiles.find(config, name), List.of(archives, jars, fetched));
  }

  /** Closes it before there is a session. */
  void close() {
    for (AutoCloseable each : resources) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("Closing files does not fail", e);
      }
    }
  }
}
