package dev.firesteel.dataset.status;

import dev.firesteel.api.id.ProfileId;
import java.util.List;

/**
 * What is wanted of the cluster for one profile of executors.
 *
 * @param profile the profile
 * @param executor what one executor needs, in words
 * @param wanted executors wanted
 * @param ready executors that take tasks
 * @param starting executors that were launched and have not registered
 * @param reasons why the others are not there; empty if none is missing
 */
public record DemandStatus(
    ProfileId profile,
    String executor,
    int wanted,
    int ready,
    int starting,
    List<WaitReason> reasons) {
  /** Copies the list. */
  public DemandStatus {
    reasons = List.copyOf(reasons);
  }

  /** Executors that are wanted and neither ready nor starting. */
  public int missing() {
    return Math.max(0, wanted - ready - starting);
  }
}
