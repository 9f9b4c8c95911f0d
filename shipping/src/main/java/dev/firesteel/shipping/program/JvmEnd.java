package dev.firesteel.shipping.program;

import java.util.Collection;
import java.util.List;

/** Why this JVM ends, seen from a shutdown hook. */
public enum JvmEnd {
  /** Code called {@code System.exit}. */
  EXIT_CALLED,
  /** The process was sent a signal. */
  SIGNAL,
  /** All threads that are not daemons have ended. */
  NO_THREAD_LEFT;

  /** Looks for the thread that waits for the shutdown hooks. */
  public static JvmEnd ofThisJvm() {
    return of(Thread.getAllStackTraces().values().stream().map(List::of).toList());
  }

  static JvmEnd of(Collection<List<StackTraceElement>> stacks) {
    for (List<StackTraceElement> stack : stacks) {
      if (has(stack, "java.lang.Shutdown", "exit")) {
        // the JDK's own handlers of signals; what the program's handlers do is the program's
        return stack.stream()
                .anyMatch(each -> each.getClassName().startsWith("java.lang.Terminator"))
            ? SIGNAL
            : EXIT_CALLED;
      }
    }
    return NO_THREAD_LEFT;
  }

  private static boolean has(List<StackTraceElement> stack, String type, String method) {
    return stack.stream()
        .anyMatch(each -> each.getClassName().equals(type) && each.getMethodName().equals(method));
  }
}
