package dev.firesteel.dataset.status;

/**
 * Why a task did not run on a host that holds its input. Where hosts differ, the reason is that of
 * the host which came nearest to having it: reasons further down come nearer.
 */
public enum NotLocalReason {
  /** None of the hosts had an executor. */
  NO_EXECUTOR("no executor on a host that holds their input"),
  /** The hosts, or their executors, were excluded because too much failed there. */
  EXCLUDED("hosts that hold their input were excluded"),
  /** The hosts' executors were about to go and took no more tasks. */
  DRAINING("executors on hosts that hold their input were about to go"),
  /** Tasks of the stage, or this one, had failed on the hosts' executors. */
  FAILED_THERE("they, or others of their stage, had failed on hosts that hold their input"),
  /** An idle executor took it over from the queue of one on a host. */
  TAKEN_OVER("idle executors took them over from queues on hosts that hold their input"),
  /** The hosts had slots, but {@code firesteel.locality.wait} is 0. */
  NO_WAIT("firesteel.locality.wait is 0"),
  /** All slots on the hosts were in use for as long as tasks of the stage wait. */
  BUSY("slots on hosts that hold their input were busy"),
  /** It was a second attempt of a slow task; those run wherever a slot is free. */
  SPECULATIVE("they were second attempts of slow tasks");

  private final String words;

  NotLocalReason(String words) {
    this.words = words;
  }

  /** For people, to stand behind {@code because}. */
  public String words() {
    return words;
  }
}
