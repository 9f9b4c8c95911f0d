package dev.firesteel.dataset.status;

/**
 * Why something waits.
 *
 * @param why a sentence for people, such as {@code all 8 slots are busy (5 by job-3)}
 * @param count how many tasks, or executors that are wanted, it holds up; at least 1
 */
public record WaitReason(String why, int count) {
  /** Checks the count. */
  public WaitReason {
    if (count < 1) {
      throw new IllegalArgumentException("Cannot tell a reason that holds up " + count);
    }
  }
}
