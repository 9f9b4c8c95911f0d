package dev.firesteel.simulation.check;

import dev.firesteel.api.id.ExecutorId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where numbered things of named groups are, such as the map outputs of shuffles.
 *
 * @param <K> the name of a group
 */
final class Places<K> {
  private final Map<K, Map<Integer, Set<ExecutorId>>> all = new LinkedHashMap<>();

  void add(K group, int number, ExecutorId at) {
    all.computeIfAbsent(group, g -> new LinkedHashMap<>())
        .computeIfAbsent(number, n -> new LinkedHashSet<>())
        .add(at);
  }

  void remove(K group, int number, ExecutorId at) {
    Map<Integer, Set<ExecutorId>> numbers = all.get(group);
    if (numbers != null) {
      Set<ExecutorId> places = numbers.get(number);
      if (places != null && places.remove(at) && places.isEmpty()) {
        numbers.remove(number);
      }
    }
  }

  /** All of a group that is at an executor goes. */
  void remove(K group, ExecutorId at) {
    Map<Integer, Set<ExecutorId>> numbers = all.get(group);
    if (numbers != null) {
      numbers.values().forEach(places -> places.remove(at));
      numbers.values().removeIf(Set::isEmpty);
    }
  }

  void remove(ExecutorId at) {
    all.keySet().forEach(group -> remove(group, at));
  }

  void remove(K group) {
    all.remove(group);
  }

  Set<ExecutorId> at(K group, int number) {
    return all.getOrDefault(group, Map.of()).getOrDefault(number, Set.of());
  }

  /** Whether so many of a group are somewhere. */
  boolean complete(K group, int count) {
    return all.getOrDefault(group, Map.of()).size() >= count;
  }
}
