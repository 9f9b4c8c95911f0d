package dev.firesteel.io.hadoop;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.storage.StorageException;

/** Nobody answers a request, or nobody may answer it yet: the same again soon can succeed. */
public final class NoAnswerException extends StorageException {
  private static final long serialVersionUID = 1L;

  /** Whether the request may have been carried out, with only the answer lost. */
  public enum Effect {
    /** It was refused or never arrived. */
    NONE,
    /** Nobody knows. */
    UNKNOWN
  }

  private final Effect effect;

  /** A failure without an answer. */
  public NoAnswerException(String message, Effect effect, Throwable cause) {
    super(ErrorCategory.TRANSIENT, message, cause);
    this.effect = effect;
  }

  Effect effect() {
    return effect;
  }
}
