package dev.firesteel.scheduler.health;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.scheduler.executors.Executor;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The places that are excluded now, longest first. */
public final class Exclusions {
  private final Map<Exclusion.Place, Exclusion> all = new LinkedHashMap<>();

  /** Whether there are none. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** All, longest first. */
  public Collection<Exclusion> all() {
    return Collections.unmodifiableCollection(all.values());
  }

  /** Begins one. */
  public void begin(Exclusion exclusion) {
    all.putIfAbsent(exclusion.place(), exclusion);
  }

  /** Ends one. */
  public void end(Exclusion.Place place) {
    all.remove(place);
  }

  /** Why an executor gets no tasks: its own exclusion or that of its host; null if it gets some. */
  public @Nullable Exclusion of(Executor executor) {
    if (all.isEmpty()) {
      return null;
    }
    HostName host = executor.at().host();
    Exclusion own = all.get(new Exclusion.OfExecutor(executor.id(), host));
    return own == null ? all.get(new Exclusion.OfHost(host)) : own;
  }

  /** Those that are over. */
  public List<Exclusion> over(long now) {
    return all.values().stream().filter(e -> e.until() <= now).toList();
  }

  /** When the next one is over; {@link Long#MAX_VALUE} if there is none. */
  public long nextEnd() {
    return all.values().stream().mapToLong(Exclusion::until).min().orElse(Long.MAX_VALUE);
  }

  /** Whether a host is excluded. */
  public boolean excluded(HostName host) {
    return !all.isEmpty() && all.containsKey(new Exclusion.OfHost(host));
  }

  /** The excluded hosts. */
  public SortedSet<HostName> hosts() {
    SortedSet<HostName> hosts = new TreeSet<>();
    for (Exclusion exclusion : all.values()) {
      if (exclusion.place() instanceof Exclusion.OfHost host) {
        hosts.add(host.host());
      }
    }
    return hosts;
  }
}
