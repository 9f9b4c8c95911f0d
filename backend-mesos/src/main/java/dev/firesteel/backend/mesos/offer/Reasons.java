package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.id.ProfileId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Why demand is not met: tells what is new, the same in other numbers not too often, and takes back
 * what does not hold any more (D9).
 */
final class Reasons {
  private static final long REPEAT = 5_000_000_000L;

  private final Consumer<Consumer<BackendEvents>> events;
  private final Map<ProfileId, Told> told = new LinkedHashMap<>();

  private record Told(PendingReason reason, long at) {}

  Reasons(Consumer<Consumer<BackendEvents>> events) {
    this.events = events;
  }

  /** What holds now, by profile. */
  void tell(Map<ProfileId, PendingReason> reasons, long now) {
    for (ProfileId gone : List.copyOf(told.keySet())) {
      if (!reasons.containsKey(gone)) {
        told.remove(gone);
        events.accept(to -> to.pending(gone, List.of()));
      }
    }
    reasons.forEach(
        (profile, reason) -> {
          Told last = told.get(profile);
          boolean late = last != null && now - last.at() >= REPEAT;
          if (last == null
              || last.reason().kind() != reason.kind()
              || (late && !last.reason().equals(reason))) {
            told.put(profile, new Told(reason, now));
            events.accept(to -> to.pending(profile, List.of(reason)));
          } else if (late) {
            told.put(profile, new Told(reason, now));
          }
        });
  }

  /** When to look again, for other numbers. */
  OptionalLong nextTick() {
    return told.values().stream().mapToLong(each -> each.at() + REPEAT).min();
  }
}
