package dev.firesteel.cli;

import dev.firesteel.api.classes.UserClassLoader;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Finds the main method of a user's class, or says why there is none. */
final class MainMethod {
  private MainMethod() {}

  /** The method; its class is not initialised yet. */
  static Method find(String name, ClassLoader loader) {
    try {
      Method main = Class.forName(name, false, loader).getMethod("main", String[].class);
      if (!Modifier.isStatic(main.getModifiers())) {
        throw Settings.usage("Cannot run class " + name + ": its main method is not static");
      }
      main.setAccessible(true);
      return main;
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      throw Settings.usage(
          "Cannot run class "
              + name
              + ": "
              + missing(name, e)
              + " (check --class, the jar and --jars)");
    } catch (NoSuchMethodException e) {
      throw Settings.usage(
          "Cannot run class " + name + ": it has no 'public static void main(String[] args)'");
    }
  }

  private static String missing(String name, Throwable failure) {
    String what = String.valueOf(failure.getMessage()).replace('/', '.');
    return what.equals(name)
        ? "no jar holds it"
        : "it needs class " + what + ", which no jar holds";
  }

  /** A loader of the jars that settings list. */
  static ClassLoader loader(Config config, ClassLoader parent) {
    return config.get(CoreKeys.JARS).isEmpty() ? parent : UserClassLoader.open(config, parent);
  }
}
