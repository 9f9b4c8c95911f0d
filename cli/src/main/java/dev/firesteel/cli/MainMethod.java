package dev.firesteel.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

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

  /** A loader of the user's jars, given as {@code firesteel.jars} lists them. */
  static ClassLoader loader(String jarList, ClassLoader parent) {
    if (jarList.isEmpty()) {
      return parent;
    }
    URL[] urls = Arrays.stream(jarList.split(",")).map(MainMethod::url).toArray(URL[]::new);
    return new URLClassLoader("application", urls, parent);
  }

  private static URL url(String jar) {
    try {
      return Path.of(jar).toUri().toURL();
    } catch (MalformedURLException e) {
      throw Settings.usage("Cannot use jar " + jar + ": " + e.getMessage());
    }
  }
}
