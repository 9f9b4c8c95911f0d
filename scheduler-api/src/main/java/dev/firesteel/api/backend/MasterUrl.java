package dev.firesteel.api.backend;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;

/**
 * A master URL as the user wrote it, such as {@code local[4]}, {@code yarn} or {@code
 * mesos://host:5050}.
 */
public record MasterUrl(String value) {
  /**
   * Checks that the URL is not blank.
   *
   * @throws FiresteelException if it is
   */
  public MasterUrl {
    if (value.isBlank()) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot open a session: the master is blank (use local[*] to run on this machine)");
    }
    value = value.trim();
  }

  @Override
  public String toString() {
    return value;
  }
}
