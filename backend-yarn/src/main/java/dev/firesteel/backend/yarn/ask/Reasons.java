package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Why a container can never be had, if so. */
  static Optional<PendingReason> impossible(
      ProfileDemand demand, Resources container, Resources largest) {
    List<String> problems = new ArrayList<>();
    if (container.cores() > largest.cores()) {
      problems.add(container.cores() + " cores (lower firesteel.executor.cores)");
    }
    if (container.memoryMiB() > largest.memoryMiB()) {
      problems.add(
          container.memoryMiB()
              + " MiB, overhead included (lower firesteel.executor.memory or"
              + " firesteel.executor.memory-overhead)");
    }
    container
        .extra()
        .forEach(
            (name, amount) -> {
              long most = largest.extra().getOrDefault(name, 0L);
              if (amount > most) {
                problems.add(
                    amount
                        + " "
                        + name
                        + (most == 0 ? " (the cluster has no such resource)" : " (lower it)"));
              }
            });
    if (problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PendingReason(
            PendingReason.Kind.TOO_LARGE,
            "YARN gives no container that an executor of profile "
                + demand.profile().id()
                + " needs: the largest has "
                + largest
                + "; wanted are "
                + String.join(" and ", problems)
                + "; an operator can raise yarn.scheduler.maximum-allocation-mb and -vcores"));
  }
}
