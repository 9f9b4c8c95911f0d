package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.id.ProfileId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Why demand is not met: tells what is new, and takes back what does not hold any more (D9). */
final class Reasons {
  private final Consumer<Consumer<BackendEvents>> events;
  private final Map<ProfileId, List<PendingReason>> told = new LinkedHashMap<>();
  private final Map<ProfileId, List<PendingReason>> explained = new LinkedHashMap<>();

  Reasons(Consumer<Consumer<BackendEvents>> events) {
    this.events = events;
  }

  /** What the cluster says of a profile whose asks are open. */
  void explain(ProfileId profile, List<PendingReason> why) {
    explained.put(profile, List.copyOf(why));
  }

  /**
   * Tells the changes.
   *
   * @param impossible what can never be met, by profile
   * @param waiting profiles with open asks
   */
  void tell(Map<ProfileId, PendingReason> impossible, List<ProfileId> waiting) {
    explained.keySet().retainAll(waiting);
    Map<ProfileId, List<PendingReason>> now = new LinkedHashMap<>();
    impossible.forEach((profile, why) -> now.put(profile, List.of(why)));
    explained.forEach(now::putIfAbsent);
    now.values().removeIf(List::isEmpty);
    for (ProfileId gone : List.copyOf(told.keySet())) {
      if (!now.containsKey(gone)) {
        told.remove(gone);
        events.accept(to -> to.pending(gone, List.of()));
      }
    }
    now.forEach(
        (profile, why) -> {
          if (!why.equals(told.put(profile, why))) {
            events.accept(to -> to.pending(profile, why));
          }
        });
  }
}
