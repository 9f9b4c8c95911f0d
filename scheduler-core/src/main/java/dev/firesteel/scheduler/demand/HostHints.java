package dev.firesteel.scheduler.demand;

import dev.firesteel.api.topology.HostName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many tasks would like to run on each host: how much of it is told, and when anew. */
final class HostHints {
  /** Hosts that are told at most; those that most tasks wish. */
  static final int MOST_HOSTS = 500;

  private HostHints() {}

  /** What is worth telling: nothing of excluded hosts, and not of too many. */
  static SortedMap<HostName, Integer> bounded(
      SortedMap<HostName, Integer> wishes, Set<HostName> excluded) {
    SortedMap<HostName, Integer> told = new TreeMap<>(wishes);
    told.keySet().removeAll(excluded);
    if (told.size() <= MOST_HOSTS) {
      return told;
    }
    List<Map.Entry<HostName, Integer>> most =
        told.entrySet().stream()
            .sorted(
                Map.Entry.<HostName, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_HOSTS)
            .toList();
    SortedMap<HostName, Integer> bounded = new TreeMap<>();
    most.forEach(entry -> bounded.put(entry.getKey(), entry.getValue()));
    return bounded;
  }

  /** Whether more than a quarter of the wishes are others. */
  static boolean differ(SortedMap<HostName, Integer> told, SortedMap<HostName, Integer> now) {
    SortedMap<HostName, Integer> all = new TreeMap<>(told);
    now.forEach((host, tasks) -> all.merge(host, tasks, Math::max));
    long larger = 0;
    long changed = 0;
    for (Map.Entry<HostName, Integer> entry : all.entrySet()) {
      int before = told.getOrDefault(entry.getKey(), 0);
      int after = now.getOrDefault(entry.getKey(), 0);
      larger += Math.max(before, after);
      changed += Math.abs(before - after);
    }
    return 4 * changed > larger;
  }
}
