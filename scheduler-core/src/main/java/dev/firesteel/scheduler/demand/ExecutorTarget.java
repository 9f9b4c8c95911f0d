package dev.firesteel.scheduler.demand;

import dev.firesteel.api.resource.ResourceProfile;

/**
 * How many executors of a profile the application wants to have.
 *
 * @param profile the profile
 * @param executors how many, at least 1
 */
public record ExecutorTarget(ResourceProfile profile, int executors) {
  /** Checks the number. */
  public ExecutorTarget {
    if (executors < 1) {
      throw new IllegalArgumentException(
          "Cannot want " + executors + " executors of " + profile.id() + ": at least 1");
    }
  }
}
