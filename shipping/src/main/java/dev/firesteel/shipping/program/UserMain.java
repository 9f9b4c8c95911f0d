package dev.firesteel.shipping.program;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Calls the user's main method on the thread at hand, and says how it ended. */
public final class UserMain {
  private final String name;
  private final List<String> arguments;
  private final ClassLoader classes;

  /**
   * A program.
   *
   * @param name the class that has the main method
   * @param classes where it is found, with all that it needs
   */
  public UserMain(String name, List<String> arguments, ClassLoader classes) {
    this.name = name;
    this.arguments = arguments;
    this.classes = classes;
  }

  /** Runs it; returns when its main method does, and throws nothing. */
  public Outcome run() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      Method main = Class.forName(name, false, classes).getMethod("main", String[].class);
      if (!Modifier.isStatic(main.getModifiers())) {
        return Outcome.notRunnable("Cannot run class " + name + ": its main method is not static");
      }
      main.setAccessible(true);
      main.invoke(null, (Object) arguments.toArray(String[]::new));
      return Outcome.returned();
    } catch (InvocationTargetException e) {
      return failed(e.getTargetException());
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      String missing = String.valueOf(e.getMessage()).replace('/', '.');
      return Outcome.notRunnable(
          "Cannot run class "
              + name
              + ": "
              + (missing.equals(name)
                  ? "no jar holds it"
                  : "it needs class " + missing + ", which no jar holds")
              + " (check --class, the jar and --jars)");
    } catch (NoSuchMethodException e) {
      return Outcome.notRunnable(
          "Cannot run class " + name + ": it has no 'public static void main(String[] args)'");
    } catch (IllegalAccessException | LinkageError e) {
      return failed(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Outcome failed(Throwable failure) {
    Logger log = LogManager.getLogger(UserMain.class);
    if (failure instanceof FiresteelException known && speaksForItself(known.category())) {
      log.error("{} failed: {}", name, known.getMessage());
      log.debug("{} failed", name, known);
    } else {
      log.error("{} failed", name, failure);
    }
    return Outcome.threw(name, failure);
  }

  private static boolean speaksForItself(ErrorCategory category) {
    return switch (category) {
      case USER, PROGRAM, INTERNAL -> false;
      case CONFIGURATION, INPUT_OUTPUT, RESOURCES, TRANSIENT, CLUSTER, CANCELLED, SECURITY -> true;
    };
  }
}
