package dev.firesteel.api.backend;

import java.util.Locale;
import java.util.Optional;

/**
 * What the launcher tells a backend in the same JVM about the user's main method, so that a cluster
 * that records how applications end is told the same as the exit code says. A session is often
 * closed before the main method throws; the launcher ends the JVM soon after the main method, so a
 * backend may wait with its report until then. It is told by a system property, as settings are; in
 * a JVM without the launcher there is none. Safe for any thread.
 */
public final class LaunchedMain {
  private static final String PROPERTY = "launcher.main";
  private static final String RUNS = "runs";

  private LaunchedMain() {}

  /**
   * How a main method ended.
   *
   * @param status the end
   * @param diagnostics what it threw, or the empty text
   */
  public record End(FinalStatus status, String diagnostics) {}

  /** Says that a main method is about to be called. */
  public static void begin() {
    System.setProperty(PROPERTY, RUNS);
  }

  /** Says how it ended. */
  public static void end(FinalStatus status, String diagnostics) {
    System.setProperty(PROPERTY, status.name().toLowerCase(Locale.ROOT) + "\n" + diagnostics);
  }

  /** Whether the launcher has called the main method, and it goes on. */
  public static boolean runs() {
    return System.getProperty(PROPERTY, "").equals(RUNS);
  }

  /** How it ended; empty while it runs, and without the launcher. */
  public static Optional<End> ended() {
    String told = System.getProperty(PROPERTY, "");
    int line = told.indexOf('\n');
    return line < 0
        ? Optional.empty()
        : Optional.of(
            new End(
                FinalStatus.valueOf(told.substring(0, line).toUpperCase(Locale.ROOT)),
                told.substring(line + 1)));
  }
}
