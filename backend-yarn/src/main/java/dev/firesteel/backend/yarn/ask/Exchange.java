package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.topology.HostName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is new for the ResourceManager since the last exchange.
 *
 * @param withdrawn asks that are satisfied or not wanted any more
 * @param added new asks
 * @param released names of containers to give back
 * @param excluded hosts on which nothing is wanted from now on
 * @param included hosts on which containers are welcome again
 */
public record Exchange(
    List<Ask> withdrawn,
    List<Ask> added,
    List<String> released,
    Set<HostName> excluded,
    Set<HostName> included) {
  /** Nothing is new. */
  public static final Exchange NONE =
      new Exchange(List.of(), List.of(), List.of(), Set.of(), Set.of());

  /** Copies the collections. */
  public Exchange {
    withdrawn = List.copyOf(withdrawn);
    added = List.copyOf(added);
    released = List.copyOf(released);
    excluded = Set.copyOf(excluded);
    included = Set.copyOf(included);
  }

  /** This and what is new after it, as one. */
  public Exchange then(Exchange later) {
    return new Exchange(
        joined(withdrawn, later.withdrawn),
        joined(added, later.added),
        joined(released, later.released),
        replaced(excluded, later.included, later.excluded),
        replaced(included, later.excluded, later.included));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static Set<HostName> replaced(
      Set<HostName> before, Set<HostName> less, Set<HostName> more) {
    Set<HostName> all = new HashSet<>(before);
    all.removeAll(less);
    all.addAll(more);
    return all;
  }
}
