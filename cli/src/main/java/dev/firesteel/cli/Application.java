package dev.firesteel.cli;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.apache.commons.cli.CommandLine;

/**
 * One run of a user's main class: settings in system properties, classes in a loader of their own.
 */
final class Application {
  private final CommandLine line;
  private final List<String> jars;
  private final PrintWriter err;

  Application(CommandLine line, List<String> jars, PrintWriter err) {
    this.line = line;
    this.jars = jars;
    this.err = err;
  }

  int run(String mainClass, List<String> arguments) throws ApplicationFailure {
    SortedMap<String, String> settings = Settings.of(line, jars);
    if (line.hasOption(Arguments.VERBOSE)) {
      settings.forEach((name, value) -> err.println("setting " + name + "=" + value));
    }
    settings.forEach(System::setProperty);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader loader = loader(settings.getOrDefault("firesteel.jars", ""), before);
    thread.setContextClassLoader(loader);
    try {
      invoke(mainMethod(mainClass, loader), arguments);
      return ExitCode.OK;
    } finally {
      thread.setContextClassLoader(before);
      settings.keySet().forEach(System::clearProperty);
    }
  }

  private static void invoke(Method main, List<String> arguments) throws ApplicationFailure {
    try {
      main.invoke(null, (Object) arguments.toArray(String[]::new));
    } catch (InvocationTargetException e) {
      throw new ApplicationFailure(e.getTargetException());
    } catch (IllegalAccessException e) {
      throw Settings.usage(
          "Cannot run " + main.getDeclaringClass().getName() + ": " + e.getMessage());
    }
  }

  private static Method mainMethod(String name, ClassLoader loader) {
    try {
      Method main = Class.forName(name, true, loader).getMethod("main", String[].class);
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

  private static ClassLoader loader(String jarList, ClassLoader parent) {
    if (jarList.isEmpty()) {
      return parent;
    }
    URL[] urls = Arrays.stream(jarList.split(",")).map(Application::url).toArray(URL[]::new);
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
