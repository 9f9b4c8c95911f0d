package dev.firesteel.backend.mesos.launch;

import java.util.Optional;

/**
 * Exit codes by which the shell around an executor says why there is no JVM. A program that ends
 * with one of them ends with 93 for Mesos.
 */
public final class ShellExits {
  /** No Java executable. */
  static final int NO_JAVA = 94;

  /** A Java older than 17. */
  static final int OLD_JAVA = 95;

  /** Files cannot be unpacked or directories not be made. */
  static final int NO_FILES = 96;

  private ShellExits() {}

  /** What an exit code says about the agent, if it is the shell's own: the JVM never ran. */
  public static Optional<String> explain(int exitCode) {
    return switch (exitCode) {
      case NO_JAVA ->
          Optional.of(
              "there is no Java at the agent or in the image (install Java 17 or newer there, or set "
                  + LaunchKeys.JAVA
                  + ")");
      case OLD_JAVA ->
          Optional.of(
              "Java at the agent or in the image is older than 17 (set "
                  + LaunchKeys.JAVA
                  + " to a newer one)");
      case NO_FILES -> Optional.of("its files cannot be unpacked in the sandbox");
      default -> Optional.empty();
    };
  }
}
