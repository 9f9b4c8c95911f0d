package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.error.ErrorCategory;

/** No master has given what was asked for; the message says why, as the end of a sentence. */
public final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCategory category;
  private final String advice;

  NoAnswerException(Failure failure) {
    super(failure.why());
    this.category = failure.category();
    this.advice = failure.advice();
  }

  /** Whether trying again can help: as for a subscription. */
  public ErrorCategory category() {
    return category;
  }

  /** What to do; may be empty. */
  public String advice() {
    return advice;
  }
}
