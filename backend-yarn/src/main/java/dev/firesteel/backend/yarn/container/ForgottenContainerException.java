package dev.firesteel.backend.yarn.container;

import java.io.IOException;

/** A NodeManager does not know a container any more, or never has. */
public final class ForgottenContainerException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what was asked, and what the NodeManager said. */
  public ForgottenContainerException(String message, Throwable cause) {
    super(message, cause);
  }
}
