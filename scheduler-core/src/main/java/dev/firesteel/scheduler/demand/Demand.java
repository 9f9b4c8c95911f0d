package dev.firesteel.scheduler.demand;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the application wants to have, and which executors it launches on offers. An offer is
 * answered in the event that brings it, by a launch or by a refusal; none is ever held.
 */
public final class Demand {
  private final List<ExecutorTarget> targets;
  private final Map<ProfileId, Integer> alive = new LinkedHashMap<>();
  private final Map<ProfileId, ElasticTarget> elastic = new LinkedHashMap<>();
  private final Refusals refusals = new Refusals();
  private final Function<ProfileId, SortedMap<HostName, Integer>> hosts;
  private final Duration localityWait;
  private final Map<ProfileId, SortedMap<HostName, Integer>> hinted = new LinkedHashMap<>();
  private long generation;
  private SortedSet<HostName> excluded = new TreeSet<>();
  private boolean suspended;

  /**
   * Wants these.
   *
   * @param hosts how many tasks of a profile that wait would like to run on each host; asked only
   *     while executors of the profile are missing
   * @param localityWait how long such a host is worth waiting for
   */
  public Demand(
      List<ExecutorTarget> targets,
      Function<ProfileId, SortedMap<HostName, Integer>> hosts,
      Duration localityWait) {
    this.targets = List.copyOf(targets);
    this.hosts = hosts;
    this.localityWait = localityWait;
    for (ExecutorTarget target : targets) {
      target.elasticity().ifPresent(e -> elastic.put(target.profile().id(), new ElasticTarget(e)));
    }
  }

  /** Whether any executors of a profile are wanted. */
  public boolean knows(ProfileId profile) {
    return targets.stream().anyMatch(t -> t.profile().id().equals(profile));
  }

  /** The whole demand, with a new generation; hosts are hinted where executors are missing. */
  public DemandSnapshot next() {
    generation++;
    List<ProfileDemand> profiles = new ArrayList<>();
    for (ExecutorTarget target : targets) {
      SortedMap<HostName, Integer> hints = hints(target);
      hinted.put(target.profile().id(), hints);
      profiles.add(new ProfileDemand(target.profile(), wanted(target), hints, localityWait));
    }
    return new DemandSnapshot(generation, profiles, excluded);
  }

  private SortedMap<HostName, Integer> hints(ExecutorTarget target) {
    return missing(target) > 0
        ? HostHints.bounded(hosts.apply(target.profile().id()), excluded)
        : new TreeMap<>();
  }

  /** Whether hosts would be hinted, for executors that are missing, much unlike those told last. */
  public boolean hintsChanged() {
    for (ExecutorTarget target : targets) {
      if (missing(target) > 0 && HostHints.differ(hinted(target), hints(target))) {
        return true;
      }
    }
    return false;
  }

  /** Whether hosts are hinted for executors that are missing. */
  public boolean hints() {
    for (ExecutorTarget target : targets) {
      if (missing(target) > 0 && !hinted(target).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private SortedMap<HostName, Integer> hinted(ExecutorTarget target) {
    return hinted.getOrDefault(target.profile().id(), new TreeMap<>());
  }

  /** Wants nothing on these hosts from now on, instead of those named before. */
  public void exclude(SortedSet<HostName> hosts) {
    excluded = new TreeSet<>(hosts);
  }

  /** Wants nothing for now; returns whether that is news. */
  public boolean suspend() {
    boolean news = !suspended;
    suspended = true;
    return news;
  }

  /** Wants its targets again; returns whether that is news. */
  public boolean resume() {
    boolean news = suspended;
    suspended = false;
    return news;
  }

  /** An executor of the profile is launched or adopted. */
  public void added(ProfileId profile) {
    alive.merge(profile, 1, Integer::sum);
    refusals.forget(profile);
  }

  /** An executor of the profile is gone or about to go. */
  public void removed(ProfileId profile) {
    alive.merge(profile, -1, Integer::sum);
  }

  /** Whether the number of executors of any profile follows the work. */
  public boolean elastic() {
    return !elastic.isEmpty();
  }

  /** The number of executors of a profile that follows the work; null if it is fixed. */
  public @Nullable ElasticTarget elastic(ProfileId profile) {
    return elastic.get(profile);
  }

  /**
   * An idle executor of a profile is let go.
   *
   * @param there executors of the profile that take tasks without it
   * @return whether another number is wanted now
   */
  public boolean retired(ProfileId profile, int there) {
    ElasticTarget moving = elastic.get(profile);
    return moving != null && moving.retired(there);
  }

  /** How many executors of each profile it wants. */
  public List<ExecutorTarget> targets() {
    return targets;
  }

  /** How many executors of a target it wants now. */
  public int wanted(ExecutorTarget target) {
    ElasticTarget moving = elastic.get(target.profile().id());
    int wanted = moving == null ? target.executors() : moving.executors();
    return suspended ? 0 : wanted;
  }

  /** Executors of a profile that are still missing. */
  public int missing(ExecutorTarget target) {
    return Math.max(0, wanted(target) - alive.getOrDefault(target.profile().id(), 0));
  }

  /** Executors still missing, of all profiles. */
  public int missing() {
    int missing = 0;
    for (ExecutorTarget target : targets) {
      missing += missing(target);
    }
    return missing;
  }

  /**
   * What to launch on each of some offers, in their order; an empty list means that the offer is
   * refused. Takes one executor of each offer in turn, so that executors are spread over hosts.
   */
  public List<List<ResourceProfile>> divide(List<Offer> offers) {
    List<List<ResourceProfile>> launches = new ArrayList<>();
    Resources[] left = new Resources[offers.size()];
    for (int i = 0; i < left.length; i++) {
      launches.add(new ArrayList<>());
      left[i] = offers.get(i).resources();
    }
    for (ExecutorTarget target : targets) {
      ResourceProfile profile = target.profile();
      int missing = missing(target);
      for (boolean progress = true; progress && missing > 0; ) {
        progress = false;
        for (int i = 0; i < left.length && missing > 0; i++) {
          if (fits(profile, offers.get(i), left[i])) {
            left[i] = left[i].minus(profile.executor());
            launches.get(i).add(profile);
            missing--;
            progress = true;
          }
        }
      }
    }
    for (ExecutorTarget target : targets) {
      remember(target, offers, launches, left);
    }
    return launches;
  }

  /** Why offers do not help for what stays missing. */
  private void remember(
      ExecutorTarget target,
      List<Offer> offers,
      List<List<ResourceProfile>> launches,
      Resources[] left) {
    ResourceProfile profile = target.profile();
    long launched = launches.stream().flatMap(List::stream).filter(profile::equals).count();
    if (missing(target) > launched) {
      for (int i = 0; i < left.length; i++) {
        if (!launches.get(i).contains(profile)) {
          if (excluded.contains(offers.get(i).at().host())) {
            refusals.excluded(profile.id(), offers.get(i).at().host());
          } else {
            refusals.note(profile, offers.get(i), left[i]);
          }
        }
      }
    }
  }

  /** Why offers since the last launch for a profile did not help, in sentences for people. */
  public List<String> refusals(ResourceProfile profile) {
    return refusals.reasons(profile);
  }

  private boolean fits(ResourceProfile profile, Offer offer, Resources left) {
    if (!left.covers(profile.executor()) || excluded.contains(offer.at().host())) {
      return false;
    }
    return offer.profile().isEmpty() || offer.profile().get().equals(profile.id());
  }
}
