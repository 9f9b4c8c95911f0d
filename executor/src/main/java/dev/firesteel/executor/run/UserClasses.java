package dev.firesteel.executor.run;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** Where an executor finds the user's classes, once it knows the driver's settings. */
@FunctionalInterface
public interface UserClasses {
  /** Opens the class loader for tasks. */
  Opened open(Config config);

  /** A class loader and what closes it. */
  interface Opened extends AutoCloseable {
    /** Finds the user's classes, and Firesteel's. */
    ClassLoader loader();

    @Override
    void close();
  }

  /** Those of a loader that exists and is not closed: executors in the driver's JVM. */
  static UserClasses of(ClassLoader loader) {
    return config -> opened(loader, () -> {});
  }

  /** Those of the parent, and then of the jars in {@code firesteel.jars}. */
  static UserClasses jars(ClassLoader parent) {
    return config -> {
      List<String> jars = config.get(CoreKeys.JARS);
      if (jars.isEmpty()) {
        return opened(parent, () -> {});
      }
      URL[] urls = jars.stream().map(UserClasses::url).toArray(URL[]::new);
      URLClassLoader loader = new URLClassLoader("user", urls, parent);
      return opened(loader, () -> close(loader));
    };
  }

  private static Opened opened(ClassLoader loader, Runnable close) {
    return new Opened() {
      @Override
      public ClassLoader loader() {
        return loader;
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }

  private static void close(URLClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.INTERNAL, "Cannot close the user's jars: " + e.getMessage(), e);
    }
  }

  private static URL url(String jar) {
    try {
      URI uri = jar.contains(":") ? URI.create(jar) : Path.of(jar).toUri();
      return uri.toURL();
    } catch (IllegalArgumentException | MalformedURLException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot use '"
              + jar
              + "' in "
              + CoreKeys.JARS
              + ": "
              + e.getMessage()
              + " (name paths or URIs of jars)",
          e);
    }
  }
}
