package dev.firesteel.cli;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what failed and turns it into an exit code. */
final class Failures {
  private static final Pattern LAUNCHER =
      Pattern.compile(
          "dev\\.firesteel\\.cli\\.|jdk\\.internal\\.reflect\\.|java\\.lang\\.reflect\\.");

  private final PrintWriter err;

  Failures(PrintWriter err) {
    this.err = err;
  }

  int exitCode(Exception failure) {
    Throwable cause = failure instanceof ApplicationFailure ? failure.getCause() : failure;
    if (cause instanceof FiresteelException known && known.category() != ErrorCategory.INTERNAL) {
      err.println("firesteel: " + known.getMessage());
      return switch (known.category()) {
        case CONFIGURATION -> ExitCode.USAGE;
        case CANCELLED -> ExitCode.CANCELLED;
        default -> ExitCode.FAILED;
      };
    }
    err.println("firesteel: the application failed" + missingClass(cause));
    if (cause != null) {
      forgetLauncher(cause);
      cause.printStackTrace(err);
    }
    return ExitCode.FAILED;
  }

  private static String missingClass(@Nullable Throwable failure) {
    return failure instanceof NoClassDefFoundError || failure instanceof ClassNotFoundException
        ? ": a class that it needs is in no jar (give its jar with --jars)"
        : "";
  }

  /** Ends the stack traces where the application's main method was called. */
  private static void forgetLauncher(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      StackTraceElement[] frames = each.getStackTrace();
      int length = frames.length;
      while (length > 0 && LAUNCHER.matcher(frames[length - 1].getClassName()).lookingAt()) {
        length--;
      }
      if (length > 0) {
        each.setStackTrace(Arrays.copyOf(frames, length));
      }
    }
  }
}
