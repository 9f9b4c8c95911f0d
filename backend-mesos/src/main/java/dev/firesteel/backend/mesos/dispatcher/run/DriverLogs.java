package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.backend.mesos.dispatcher.LogPiece;
import dev.firesteel.backend.mesos.dispatcher.LogStream;
import dev.firesteel.backend.mesos.launch.Sandbox;

/** Reads what tasks have written, at their agents. Safe for any thread. */
public interface DriverLogs {
  /**
   * Reads a piece; waits for the agent, some seconds at most.
   *
   * @param offset in bytes, 0 for the beginning
   * @throws dev.firesteel.api.error.FiresteelException of category INPUT_OUTPUT if it cannot be
   *     read; says why
   */
  LogPiece read(Sandbox sandbox, LogStream stream, long offset);

  /** Where people read the log. */
  String address(Sandbox sandbox);
}
