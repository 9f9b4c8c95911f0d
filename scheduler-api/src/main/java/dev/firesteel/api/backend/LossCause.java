package dev.firesteel.api.backend;

/** Why an executor is gone. */
public enum LossCause {
  /** The core released it. */
  RELEASED(Fault.NOBODY),
  /** Its process ended by itself or was killed from outside; see the exit code. */
  EXITED(Fault.APPLICATION),
  /** It could not be started. */
  LAUNCH_FAILED(Fault.CLUSTER),
  /** The launch did not fit its offer or used an id twice. */
  INVALID_LAUNCH(Fault.APPLICATION),
  /** The offer was gone before the launch arrived. */
  OFFER_GONE(Fault.NOBODY),
  /** It used more memory than it may and was killed. */
  MEMORY_EXCEEDED(Fault.APPLICATION),
  /** The cluster took it for somebody else. */
  PREEMPTED(Fault.CLUSTER),
  /** Its host is gone. */
  HOST_LOST(Fault.CLUSTER),
  /** A disk of its host failed. */
  DISK_FAILED(Fault.CLUSTER),
  /** It is silent for longer than it may be. */
  SILENT(Fault.CLUSTER),
  /** It never registered with the driver. */
  NEVER_REGISTERED(Fault.CLUSTER),
  /** A person or the operator killed it. */
  KILLED_BY_USER(Fault.NOBODY),
  /** The application has ended. */
  STOPPED(Fault.NOBODY);

  private final Fault fault;

  LossCause(Fault fault) {
    this.fault = fault;
  }

  /** Whose fault it is unless something more precise is known. */
  public Fault fault() {
    return fault;
  }

  /** Whose fault a loss is; only the application's own count towards its limits. */
  public enum Fault {
    /** Nobody's: it was meant to be. */
    NOBODY,
    /** The application's: its code, its settings. */
    APPLICATION,
    /** The cluster's: machines, network, other users. */
    CLUSTER
  }
}
