package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import java.util.HashMap;
import java.util.Map;

/**
 * A priority for each size of container that a profile has had. By it a container that answers an
 * ask which is withdrawn meanwhile is told from what is wanted now; sizes themselves do not tell,
 * because the ResourceManager rounds memory up and may not count cores.
 */
final class Priorities {
  private final Map<Kind, Integer> all = new HashMap<>();

  private record Kind(ProfileId profile, Resources container) {}

  /** From 1; always the same for the same. */
  int of(ProfileId profile, Resources container) {
    return all.computeIfAbsent(new Kind(profile, container), kind -> all.size() + 1);
  }
}
