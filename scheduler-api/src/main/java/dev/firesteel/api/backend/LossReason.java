package dev.firesteel.api.backend;

import java.util.OptionalInt;

/**
 * Why an executor is gone, typed.
 *
 * @param cause the cause; says whose fault it was
 * @param exitCode the process's exit code, where there is one; 128 + n after signal n
 * @param diagnostics a sentence for people, with the tail of the log where there is one
 * @param logAddress where its log can be read: a path or an address, or the empty text
 */
public record LossReason(
    LossCause cause, OptionalInt exitCode, String diagnostics, String logAddress) {
  /** A loss without a process. */
  public static LossReason of(LossCause cause, String diagnostics) {
    return new LossReason(cause, OptionalInt.empty(), diagnostics, "");
  }
}
