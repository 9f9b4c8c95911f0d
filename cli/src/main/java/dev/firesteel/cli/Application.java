package dev.firesteel.cli;

import dev.firesteel.api.config.Config;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.SortedMap;

/**
 * One run of a user's main class in this JVM: settings in system properties, classes in a loader of
 * their own.
 */
final class Application {
  private final SortedMap<String, String> settings;

  Application(SortedMap<String, String> settings) {
    this.settings = settings;
  }

  int run(String mainClass, List<String> arguments) throws ApplicationFailure {
    settings.forEach(System::setProperty);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader loader = MainMethod.loader(Config.of(settings), before);
    thread.setContextClassLoader(loader);
    try {
      invoke(MainMethod.find(mainClass, loader), arguments);
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
    } catch (ExceptionInInitializerError e) {
      throw new ApplicationFailure(e);
    } catch (IllegalAccessException e) {
      throw Settings.usage(
          "Cannot run " + main.getDeclaringClass().getName() + ": " + e.getMessage());
    }
  }
}
