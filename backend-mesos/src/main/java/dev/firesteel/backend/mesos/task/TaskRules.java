package dev.firesteel.backend.mesos.task;

import java.time.Duration;

/**
 * How tasks are dealt with.
 *
 * @param nonce tells this driver's tasks from those of an earlier one of the same framework
 * @param unreachable how long an agent may be unreachable before its executors are given up
 * @param grace between SIGTERM and SIGKILL of a released executor
 */
public record TaskRules(String nonce, Duration unreachable, Duration grace) {
  /** Checks that the nonce can stand in an id. */
  public TaskRules {
    if (!nonce.matches("[A-Za-z0-9]+")) {
      throw new IllegalArgumentException("Cannot use nonce '" + nonce + "'");
    }
  }
}
