package dev.firesteel.executor.task;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import org.jspecify.annotations.Nullable;

/** A task's answer does not serialize. */
final class AnswerException extends FiresteelException {
  private static final long serialVersionUID = 1L;

  AnswerException(@Nullable Object answer, RuntimeException cause) {
    super(
        ErrorCategory.USER,
        "Cannot send a partition's answer to the driver: "
            + (answer == null ? "null" : "a " + answer.getClass().getName())
            + " does not serialize: "
            + cause.getMessage()
            + " (collect values of other types)",
        cause);
  }
}
