package dev.firesteel.executor.task;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.executor.shuffle.ShuffleFetchException;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the driver is told of a failure. */
final class Outcomes {
  private static final int LONGEST_TRACE = 64 << 10;
  private static final int LONGEST_ERROR = 8 << 10;

  private Outcomes() {}

  /** How a task ended that threw. */
  static Outcome of(Throwable failure) {
    for (Throwable cause : chain(failure)) {
      if (cause instanceof ShuffleFetchException fetch) {
        return new Outcome.FetchFailed(
            fetch.shuffle(), fetch.mapPartition(), fetch.from(), describe(fetch));
      }
      if (cause instanceof MissingOutputException missing) {
        return new Outcome.FetchFailed(
            missing.shuffle(), missing.mapPartition(), BlockAddress.DRIVER, describe(missing));
      }
    }
    return new Outcome.Failed(category(failure), describe(failure), trace(failure));
  }

  /**
   * Whose turn it is: what is not known better comes from the user's code. What Firesteel itself
   * finds wrong with the program is wrong on every executor.
   */
  private static ErrorCategory category(Throwable failure) {
    for (Throwable cause : chain(failure)) {
      if (cause instanceof FiresteelException known) {
        return known.category() == ErrorCategory.USER ? ErrorCategory.PROGRAM : known.category();
      }
      if (cause instanceof OutOfMemoryError) {
        return ErrorCategory.RESOURCES;
      }
    }
    return ErrorCategory.USER;
  }

  static boolean outOfMemory(Throwable failure) {
    return chain(failure).stream().anyMatch(OutOfMemoryError.class::isInstance);
  }

  /** Class and message; for Firesteel's own failures the message says all. */
  private static String describe(Throwable failure) {
    String text;
    try {
      text = failure.toString();
    } catch (Throwable broken) {
      text = failure.getClass().getName() + ": (its message cannot be had: " + broken + ")";
    }
    return cut(text, LONGEST_ERROR);
  }

  private static String trace(Throwable failure) {
    try {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text));
      return cut(text.toString(), LONGEST_TRACE);
    } catch (Throwable broken) {
      return "(the stack trace cannot be had: " + broken.getClass().getName() + ")";
    }
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "\n... (cut)";
  }

  private static Set<Throwable> chain(Throwable failure) {
    Set<Throwable> chain = new LinkedHashSet<>();
    @Nullable Throwable next = failure;
    while (next != null && chain.add(next)) {
      next = next.getCause();
    }
    return chain;
  }
}
