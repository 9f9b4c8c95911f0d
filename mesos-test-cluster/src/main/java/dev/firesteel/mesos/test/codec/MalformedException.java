package dev.firesteel.mesos.test.codec;

/** A body that is no call. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedException(String message) {
    super(message);
  }

  MalformedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What a master says to it. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
