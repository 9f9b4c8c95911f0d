package dev.firesteel.simulation.fault;

/**
 * What can go wrong. Messages of one channel are never lost, doubled or put out of order while it
 * lives, because the transport promises it; they are lost with the channel, and across channels,
 * and between channels and the cluster, every order comes up.
 */
public enum Fault {
  /** An executor's process is killed. */
  EXECUTOR_KILLED(0.02),
  /** An executor says that it leaves, and ends. */
  EXECUTOR_LEAVES(0.01),
  /** An executor's process does not run for a while, as after SIGSTOP. */
  EXECUTOR_FROZEN(0.01),
  /** An executor's process starts but never dials. */
  NEVER_DIALS(0.1),
  /** An executor dials again when its channel broke, instead of ending. */
  DIALS_AGAIN(0.3),
  /** A host is gone with all that runs there. */
  HOST_LOST(0.005),
  /** A host is cut off for a while, unseen by anybody. */
  HOST_ISOLATED(0.005),
  /** A channel breaks; what is under way is lost; its ends see it at different times. */
  CHANNEL_CUT(0.01),
  /** A channel stands still for a while; then everything arrives. */
  CHANNEL_STALLED(0.05),
  /** A batch is slow, so that others overtake it. */
  MESSAGE_DELAYED(0.05),
  /** A batch of reports is sent twice. */
  REPORTED_TWICE(0.05),
  /** The connection of a fetch breaks. */
  FETCH_BROKEN(0.02),
  /** Map outputs vanish from an executor's disk. */
  OUTPUT_LOST(0.005),
  /** An executor has to drop kept partitions. */
  BLOCKS_EVICTED(0.05),
  /** A task takes much longer than others. */
  TASK_SLOW(0.03),
  /** A task takes minutes and does not listen to interrupts. */
  TASK_STUCK(0.005),
  /** A task throws. */
  TASK_FAILED(0.04),
  /** A task exhausts the memory of its executor. */
  TASK_OUT_OF_MEMORY(0.005),
  /** A cancelled task writes its output before it ends. */
  CANCELLED_WRITES(0.5),
  /** The cluster takes an offer back. */
  OFFER_RESCINDED(0.05),
  /** A launch takes long. */
  LAUNCH_LATE(0.1),
  /** A launch fails. */
  LAUNCH_FAILED(0.05),
  /** The cluster takes an executor for others, after a notice. */
  PREEMPTED(0.03),
  /** The connection to the cluster breaks for a while. */
  CLUSTER_AWAY(0.01),
  /** The cluster ends for good. */
  CLUSTER_FAILED(0.0002),
  /** A program registers that nobody launched. */
  STRANGER(0.01),
  /** The program asks that an executor goes. */
  DECOMMISSIONED(0.02),
  /** A job is cancelled. */
  JOB_CANCELLED(0.06),
  /** A group of jobs is cancelled. */
  GROUP_CANCELLED(0.02),
  /** The session is closed in the middle. */
  STOPPED_EARLY(0.0003);

  private final double base;

  Fault(double base) {
    this.base = base;
  }

  /** How likely it is on each occasion, in middling weather. */
  double base() {
    return base;
  }
}
