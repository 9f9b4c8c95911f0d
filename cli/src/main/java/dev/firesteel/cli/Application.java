package dev.firesteel.cli;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LaunchedMain;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.engine.FetchedJars;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
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
    try {
      // Deleted at the JVM's exit alone: at a signal main ends while a session still closes in a
      // hook, and loads classes.
      FetchedJars jars = FetchedJars.of(Config.of(settings));
      jars.directory().ifPresent(Application::localize);
      try {
        return run(mainClass, arguments, jars.config());
      } finally {
        jars.directory().ifPresent(directory -> System.clearProperty(ExecutorProgram.LOCALIZED));
      }
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  /** Sessions find there what has been copied already. */
  private static void localize(Path directory) {
    System.setProperty(ExecutorProgram.LOCALIZED, directory.toString());
  }

  private static int run(String mainClass, List<String> arguments, Config config)
      throws ApplicationFailure {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader loader = MainMethod.loader(config, before);
    thread.setContextClassLoader(loader);
    try {
      Method main = MainMethod.find(mainClass, loader);
      LaunchedMain.begin();
      invoke(main, arguments);
      LaunchedMain.end(FinalStatus.SUCCEEDED, "");
      return ExitCode.OK;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void invoke(Method main, List<String> arguments) throws ApplicationFailure {
    try {
      main.invoke(null, (Object) arguments.toArray(String[]::new));
    } catch (InvocationTargetException e) {
      throw failed(e.getTargetException());
    } catch (ExceptionInInitializerError e) {
      throw failed(e);
    } catch (IllegalAccessException e) {
      throw Settings.usage(
          "Cannot run " + main.getDeclaringClass().getName() + ": " + e.getMessage());
    }
  }

  private static ApplicationFailure failed(Throwable failure) {
    boolean cancelled =
        failure instanceof FiresteelException known && known.category() == ErrorCategory.CANCELLED;
    LaunchedMain.end(
        cancelled ? FinalStatus.KILLED : FinalStatus.FAILED,
        failure instanceof FiresteelException
            ? String.valueOf(failure.getMessage())
            : "The main method threw " + failure);
    return new ApplicationFailure(failure);
  }
}
