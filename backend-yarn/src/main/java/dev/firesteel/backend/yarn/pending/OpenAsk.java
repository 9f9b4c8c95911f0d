package dev.firesteel.backend.yarn.pending;

import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import java.util.Set;

/**
 * Containers of one profile that were asked for some time ago and did not come.
 *
 * @param profile the profile
 * @param container one container's size, memory beside the heap included
 * @param count how many are missing; 1 or more
 * @param excluded hosts on which none is wanted
 */
public record OpenAsk(ProfileId profile, Resources container, int count, Set<HostName> excluded) {
  /** Checks the count and copies the set. */
  public OpenAsk {
    if (count < 1) {
      throw new IllegalArgumentException("Cannot ask for " + count + " containers");
    }
    excluded = Set.copyOf(excluded);
  }
}
