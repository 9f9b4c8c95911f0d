package dev.firesteel.cli;

/** The user's main method threw. */
final class ApplicationFailure extends Exception {
  private static final long serialVersionUID = 1L;

  ApplicationFailure(Throwable cause) {
    super(cause);
  }
}
