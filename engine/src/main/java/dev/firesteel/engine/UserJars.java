package dev.firesteel.engine;

import dev.firesteel.api.classes.UserClassLoader;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import java.io.IOException;
import org.apache.logging.log4j.LogManager;

/**
 * The user's classes on the driver: those of the program, and then of the jars in the settings,
 * unless the program was loaded from them.
 *
 * @param loader finds them
 * @param program finds the program's own
 */
record UserJars(ClassLoader loader, ClassLoader program) implements AutoCloseable {
  /**
   * Opens the jars.
   *
   * @throws dev.firesteel.api.error.FiresteelException if one cannot be read
   */
  static UserJars open(Config config, ClassLoader program) {
    boolean none = config.get(CoreKeys.JARS).isEmpty(); // the usual case starts fast
    return none || UserClassLoader.holds(program, config)
        ? new UserJars(program, program)
        : new UserJars(UserClassLoader.behind(config, program), program);
  }

  /** Closes what it opened. */
  @Override
  public void close() {
    if (loader != program && loader instanceof UserClassLoader own) {
      try {
        own.close();
      } catch (IOException e) {
        LogManager.getLogger(UserJars.class).warn("Cannot close the jars of a session: {}", e, e);
      }
    }
  }
}
