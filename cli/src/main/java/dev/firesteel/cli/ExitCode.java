package dev.firesteel.cli;

/** Exit codes of the launcher. */
final class ExitCode {
  /** The application ended as it should. */
  static final int OK = 0;

  /** The application failed. */
  static final int FAILED = 1;

  /** The command line or a setting is wrong; nothing ran. */
  static final int USAGE = 2;

  /** The application, or its last job, was cancelled. */
  static final int CANCELLED = 3;

  private ExitCode() {}
}
