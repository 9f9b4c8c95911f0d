package dev.firesteel.simulation.cluster;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells why a profile cannot be had at all, and takes it back. */
final class Reasons {
  private final Map<ProfileId, PendingReason> said = new LinkedHashMap<>();

  /** Sends an event. */
  interface Teller {
    void tell(Consumer<BackendEvents> event);
  }

  boolean impossible(ResourceProfile profile, Hosts hosts, Teller teller) {
    PendingReason reason;
    if (!profile.executor().extra().isEmpty()) {
      reason =
          new PendingReason(
              PendingReason.Kind.UNSUPPORTED,
              "Simulated hosts have no " + Capability.EXTRA_RESOURCES);
    } else if (!hosts.couldHave(profile.executor())) {
      reason =
          new PendingReason(
              PendingReason.Kind.TOO_LARGE, "No host is as large as " + profile.executor());
    } else {
      return false;
    }
    if (!reason.equals(said.put(profile.id(), reason))) {
      teller.tell(to -> to.pending(profile.id(), List.of(reason)));
    }
    return true;
  }

  void takeBack(DemandSnapshot demand, Teller teller) {
    List<ProfileId> wanted =
        demand.profiles().stream()
            .filter(p -> p.executors() > 0)
            .map(p -> p.profile().id())
            .toList();
    for (ProfileId id : List.copyOf(said.keySet())) {
      if (!wanted.contains(id)) {
        said.remove(id);
        teller.tell(to -> to.pending(id, List.of()));
      }
    }
  }
}
