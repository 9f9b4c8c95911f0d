package dev.firesteel.scheduler.demand;

import dev.firesteel.api.resource.ResourceProfile;
import java.util.Optional;

/**
 * How many executors of a profile the application wants to have.
 *
 * @param profile the profile
 * @param executors how many, at least 1, unless the number follows the work
 * @param elasticity how the number follows the work; empty if it is fixed
 */
public record ExecutorTarget(
    ResourceProfile profile, int executors, Optional<Elasticity> elasticity) {
  /** A fixed number. */
  public ExecutorTarget(ResourceProfile profile, int executors) {
    this(profile, executors, Optional.empty());
  }

  /** Checks the number. */
  public ExecutorTarget {
    if (executors < 1 && elasticity.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot want " + executors + " executors of " + profile.id() + ": at least 1");
    }
  }
}
