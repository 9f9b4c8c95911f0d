package dev.firesteel.api.error;

/** What kind of failure it is: says whether retrying can help and whose turn it is. */
public enum ErrorCategory {
  /**
   * The program or its input is wrong, or its own code threw. The same again gives the same, as far
   * as Firesteel can know; a task whose code threw is tried again all the same. The user mends it.
   */
  USER(false),
  /**
   * What the program does cannot work, on whatever machine: its objects do not serialize, its keys
   * have no hash code, a file that it reads is damaged. Never tried again. The user mends it.
   */
  PROGRAM(false),
  /** A setting is wrong or missing. The user mends it. */
  CONFIGURATION(false),
  /**
   * Something asked for does not exist, exists already or may not be accessed. The user mends it.
   */
  INPUT_OUTPUT(false),
  /** Memory, disk or a limit is exhausted. More resources or a smaller piece of work help. */
  RESOURCES(false),
  /** A machine, process or network failed. Retrying elsewhere can help. */
  TRANSIENT(true),
  /** The cluster refused or lost us. The operator looks. */
  CLUSTER(true),
  /** Cancelled on request. Nobody's fault. */
  CANCELLED(false),
  /** A proof of identity is missing or wrong. */
  SECURITY(false),
  /** A defect of Firesteel. Please report it. */
  INTERNAL(false);

  private final boolean retryable;

  ErrorCategory(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether the same again can succeed. */
  public boolean retryable() {
    return retryable;
  }
}
