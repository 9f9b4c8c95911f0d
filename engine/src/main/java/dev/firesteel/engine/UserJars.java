package dev.firesteel.engine;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;

/**
 * The user's classes on the driver: those of the program, and then of the jars in the settings.
 *
 * @param loader finds them
 */
record UserJars(ClassLoader loader) implements AutoCloseable {
  /**
   * Opens the jars.
   *
   * @throws FiresteelException if one does not exist
   */
  static UserJars open(Config config, ClassLoader program) {
    List<String> jars = config.get(CoreKeys.JARS);
    if (jars.isEmpty()) {
      return new UserJars(program);
    }
    List<URL> urls = new ArrayList<>(jars.size());
    for (String jar : jars) {
      urls.add(url(jar));
    }
    return new UserJars(new Jars(urls.toArray(new URL[0]), program));
  }

  private static URL url(String jar) {
    try {
      URI uri = jar.contains(":") ? URI.create(jar) : Path.of(jar).toUri();
      if ("file".equals(uri.getScheme()) && !Files.isReadable(Path.of(uri))) {
        throw new IllegalArgumentException("there is no such readable file");
      }
      return uri.toURL();
    } catch (IllegalArgumentException | MalformedURLException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot use '" + jar + "' in " + CoreKeys.JARS + ": " + e.getMessage(),
          e);
    }
  }

  @Override
  public void close() {
    if (loader instanceof Jars own) {
      try {
        own.close();
      } catch (IOException e) {
        LogManager.getLogger(UserJars.class).warn("Cannot close the jars of a session: {}", e, e);
      }
    }
  }

  /** Told from a loader that the program brought. */
  private static final class Jars extends URLClassLoader {
    Jars(URL[] urls, ClassLoader parent) {
      super("firesteel-jars", urls, parent);
    }
  }
}
