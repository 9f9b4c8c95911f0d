package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.topology.HostName;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Hosts that are kept free of new drivers because launches have failed there: one bad agent would
 * get each of them in turn. If no other host is known, a host is avoided only as long as others
 * need to come forward. Whoever calls measures the times. Not thread-safe.
 */
final class Avoidance {
  /** How long others have to come forward. */
  static final Duration SHORT = Duration.ofSeconds(5);

  /** How long a host is avoided where there are others. */
  static final Duration LONG = Duration.ofMinutes(5);

  private final Set<HostName> known = new HashSet<>();
  private final Map<HostName, Integer> fresh = new HashMap<>();
  private final Map<HostName, Integer> all = new HashMap<>();

  /** A host is there. */
  void seen(HostName host) {
    known.add(host);
  }

  /** A launch has failed there. */
  void failed(HostName host) {
    fresh.merge(host, 1, Integer::sum);
    all.merge(host, 1, Integer::sum);
  }

  /** {@link #SHORT} has passed since a launch failed there. */
  void shortIsOver(HostName host) {
    forget(fresh, host);
  }

  /** {@link #LONG} has passed since a launch failed there. */
  void longIsOver(HostName host) {
    forget(all, host);
  }

  private static void forget(Map<HostName, Integer> failures, HostName host) {
    failures.computeIfPresent(host, (key, count) -> count > 1 ? count - 1 : null);
  }

  /** The hosts to avoid now. */
  SortedSet<HostName> hosts() {
    boolean noOthers = all.keySet().containsAll(known);
    return new TreeSet<>(noOthers ? fresh.keySet() : all.keySet());
  }
}
