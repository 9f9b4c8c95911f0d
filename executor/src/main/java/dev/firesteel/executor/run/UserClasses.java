package dev.firesteel.executor.run;

import dev.firesteel.api.classes.UserClassLoader;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;

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

  /** Those of the jars in {@code firesteel.jars}, and of the parent. */
  static UserClasses jars(ClassLoader parent) {
    return config -> {
      if (config.get(CoreKeys.JARS).isEmpty()) {
        return opened(parent, () -> {});
      }
      UserClassLoader loader = UserClassLoader.open(config, parent);
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

  private static void close(UserClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.INTERNAL, "Cannot close the user's jars: " + e.getMessage(), e);
    }
  }
}
