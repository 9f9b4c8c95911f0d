package dev.firesteel.scheduler.demand;

import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Why offers did not help since an executor of a profile was launched last. */
final class Refusals {
  private final Map<ProfileId, Seen> byProfile = new LinkedHashMap<>();

  private static final class Seen {
    int tooSmall;
    int otherProfile;
    int mostCores;
    final SortedSet<HostName> excluded = new TreeSet<>();
    long mostMemory;
  }

  /** Nothing of an offer was used for a profile that is wanted. */
  void note(ResourceProfile profile, Offer offer, Resources left) {
    Seen seen = byProfile.computeIfAbsent(profile.id(), id -> new Seen());
    if (offer.profile().isPresent() && !offer.profile().get().equals(profile.id())) {
      seen.otherProfile++;
    } else {
      seen.tooSmall++;
      seen.mostCores = Math.max(seen.mostCores, left.cores());
      seen.mostMemory = Math.max(seen.mostMemory, left.memoryMiB());
    }
  }

  /** An offer of an excluded host. */
  void excluded(ProfileId profile, HostName host) {
    byProfile.computeIfAbsent(profile, id -> new Seen()).excluded.add(host);
  }

  /** An executor of a profile is launched: what was before does not matter. */
  void forget(ProfileId profile) {
    byProfile.remove(profile);
  }

  /** The reasons, in sentences for people. */
  List<String> reasons(ResourceProfile profile) {
    Seen seen = byProfile.get(profile.id());
    List<String> reasons = new ArrayList<>();
    if (seen != null && seen.tooSmall > 0) {
      reasons.add(tooSmall(profile.executor(), seen));
    }
    if (seen != null && seen.otherProfile > 0) {
      reasons.add(
          (seen.otherProfile == 1 ? "1 offer was" : seen.otherProfile + " offers were")
              + " made for other profiles");
    }
    if (seen != null && !seen.excluded.isEmpty()) {
      reasons.add("offers of excluded hosts were refused: " + seen.excluded);
    }
    return reasons;
  }

  private static String tooSmall(Resources wanted, Seen seen) {
    if (wanted.memoryMiB() > seen.mostMemory) {
      return "no offer has " + wanted.memoryMiB() + " MiB; the largest had " + seen.mostMemory;
    }
    if (wanted.cores() > seen.mostCores) {
      return "no offer has " + wanted.cores() + " cores; the largest had " + seen.mostCores;
    }
    return "no offer has " + wanted + " together; " + seen.tooSmall + " had some of it";
  }
}
