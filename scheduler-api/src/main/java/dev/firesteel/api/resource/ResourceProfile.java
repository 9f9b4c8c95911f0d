package dev.firesteel.api.resource;

import dev.firesteel.api.id.ProfileId;
import org.jspecify.annotations.Nullable;

/**
 * What one executor is given and what each of its tasks takes of it.
 *
 * @param id the profile's id
 * @param executor resources of one executor
 * @param task resources that one running task occupies; at least one core, covered by {@code
 *     executor}
 */
public record ResourceProfile(ProfileId id, Resources executor, Resources task) {
  /** Checks that at least one task fits into an executor. */
  public ResourceProfile {
    if (task.cores() < 1) {
      throw new IllegalArgumentException(
          "Cannot make profile " + id + ": a task takes at least 1 core");
    }
    if (!executor.covers(task)) {
      throw new IllegalArgumentException(
          "Cannot make profile "
              + id
              + ": a task of "
              + task
              + " does not fit into an executor of "
              + executor);
    }
  }

  /** A profile whose tasks take one core each. */
  public static ResourceProfile ofExecutor(ProfileId id, Resources executor) {
    return new ResourceProfile(id, executor, Resources.of(1, 0));
  }

  /** Tasks that an executor of this profile runs at a time, at least 1. */
  public int slots() {
    int slots = executor.cores() / task.cores();
    for (var need : task.extra().entrySet()) {
      slots =
          (int) Math.min(slots, executor.extra().getOrDefault(need.getKey(), 0L) / need.getValue());
    }
    return slots;
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof ResourceProfile other
        && id.equals(other.id)
        && executor.equals(other.executor)
        && task.equals(other.task);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
