package dev.firesteel.shipping.program;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * How the user's program ended.
 *
 * @param status as the cluster is told
 * @param diagnostics for people: what failed, in its first lines
 * @param code the exit code of the process
 */
public record Outcome(FinalStatus status, String diagnostics, int code) {
  /** Where the main method was called. */
  private static final Pattern CALLER =
      Pattern.compile("jdk\\.internal\\.reflect\\.|java\\.lang\\.reflect\\.");

  private static final int MOST_FRAMES = 5;
  private static final int MOST_CAUSES = 5;
  private static final int LONGEST = 4_000;

  /** The main method returned. */
  public static Outcome returned() {
    return new Outcome(FinalStatus.SUCCEEDED, "", 0);
  }

  /** It never began: the same again would not begin either. */
  public static Outcome notRunnable(String why) {
    return new Outcome(FinalStatus.FAILED, why, 2);
  }

  /** The program ended the JVM by itself. */
  public static Outcome exited(int code) {
    return code == 0
        ? new Outcome(FinalStatus.SUCCEEDED, "The program called System.exit(0)", 0)
        : new Outcome(FinalStatus.FAILED, "The program called System.exit(" + code + ")", code);
  }

  /** The main method threw; what it had done by then nobody knows, wrong settings or not. */
  public static Outcome threw(String mainClass, Throwable failure) {
    if (failure instanceof FiresteelException known && known.category() != ErrorCategory.INTERNAL) {
      String message = String.valueOf(known.getMessage());
      return known.category() == ErrorCategory.CANCELLED
          ? new Outcome(FinalStatus.KILLED, shortened(message), 3)
          : new Outcome(FinalStatus.FAILED, shortened(message), 1);
    }
    StringJoiner text = new StringJoiner("\n");
    text.add(mainClass + " threw " + failure);
    frames(failure, text);
    Throwable cause = failure.getCause();
    for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
      text.add("Caused by: " + cause);
      frames(cause, text);
      cause = cause.getCause();
    }
    return new Outcome(FinalStatus.FAILED, shortened(text.toString()), 1);
  }

  private static void frames(Throwable failure, StringJoiner text) {
    StackTraceElement[] frames = failure.getStackTrace();
    for (int i = 0; i < Math.min(MOST_FRAMES, frames.length); i++) {
      if (CALLER.matcher(frames[i].getClassName()).lookingAt()) {
        return;
      }
      text.add("  at " + frames[i]);
    }
  }

  /** Clusters keep it in memory and in stores of their own. */
  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
