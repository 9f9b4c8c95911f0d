package dev.firesteel.backend.mesos.task;

import dev.firesteel.api.id.ExecutorId;

/**
 * What is known of an executor whose task has ended.
 *
 * @param executor its id
 * @param host where it was
 * @param life how far it came
 * @param heapMiB its heap in MiB
 */
record Ended(ExecutorId executor, String host, Life life, long heapMiB) {
  /** How far an executor came. */
  enum Life {
    /** It was never seen to run. */
    NEVER_RAN,
    /** It ran. */
    RAN
  }

  /** At the beginning of a sentence. */
  String on() {
    return "Executor " + executor + " on " + host;
  }
}
