package dev.firesteel.backend.tck;

/** A situation cannot be had with this backend, and why. */
final class NotApplicable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotApplicable(String reason) {
    super(reason);
  }
}
