package dev.firesteel.executor.run;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.error.ErrorCategory;

/**
 * How an executor ended, as its process's exit code. A process that is killed by a signal ends with
 * 128 and the signal's number, as always.
 */
public enum ExitCode {
  /** The driver or the backend said so. */
  STOPPED(0),
  /** A defect of Firesteel. */
  INTERNAL(1),
  /** Its arguments or its environment are wrong. */
  USAGE(2),
  /** No driver answered. */
  NO_DRIVER(20),
  /** The driver refused the secret, or could not prove to know it. */
  REFUSED(21),
  /** The driver has gone, or was silent for too long. */
  DRIVER_GONE(22),
  /** A setting is wrong, such as local directories that cannot be written. */
  CONFIGURATION(23),
  /** A task ran out of memory; nothing in the JVM can be relied on after that. */
  OUT_OF_MEMORY(ExecutorProgram.OUT_OF_MEMORY);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit code. */
  public int code() {
    return code;
  }

  /** How an executor ends that cannot start because of a failure. */
  static ExitCode of(ErrorCategory category) {
    return switch (category) {
      case TRANSIENT, CLUSTER, CANCELLED -> NO_DRIVER;
      case SECURITY -> REFUSED;
      case CONFIGURATION, INPUT_OUTPUT, RESOURCES, USER, PROGRAM -> CONFIGURATION;
      case INTERNAL -> INTERNAL;
    };
  }
}
