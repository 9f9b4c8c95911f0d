package dev.firesteel.cli;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.PrintWriter;

/** Says what failed and turns it into an exit code. */
final class Failures {
  private final PrintWriter err;

  Failures(PrintWriter err) {
    this.err = err;
  }

  int exitCode(Exception failure) {
    Throwable cause = failure instanceof ApplicationFailure ? failure.getCause() : failure;
    if (cause instanceof FiresteelException known && known.category() != ErrorCategory.INTERNAL) {
      err.println("firesteel: " + known.getMessage());
      return known.category() == ErrorCategory.CONFIGURATION ? ExitCode.USAGE : ExitCode.FAILED;
    }
    err.println("firesteel: the application failed");
    if (cause != null) {
      cause.printStackTrace(err);
    }
    return ExitCode.FAILED;
  }
}
