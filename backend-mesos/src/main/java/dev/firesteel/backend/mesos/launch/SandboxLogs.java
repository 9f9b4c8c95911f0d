package dev.firesteel.backend.mesos.launch;

/** Reads the ends of tasks' logs at their agents. Safe for any thread. */
public interface SandboxLogs {
  /**
   * The end of a task's log, in the agent's own words where it has no other; empty if it cannot be
   * read within a few seconds. Waits: not for the core's thread.
   */
  String tail(Sandbox sandbox);

  /** Where people read the log. */
  String address(Sandbox sandbox);
}
