package dev.firesteel.simulation.check;

import dev.firesteel.api.id.ExecutorId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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

  /** What is at an executor and nowhere else, by what {@code elsewhere} knows; of some groups. */
  List<String> onlyAt(ExecutorId executor, Places<K> elsewhere, Predicate<K> groups) {
    List<String> only = new ArrayList<>();
    all.forEach(
        (group, numbers) -> {
          if (groups.test(group)) {
            numbers.forEach(
                (number, places) -> {
                  if (places.contains(executor)
                      && elsewhere.at(group, number).stream().allMatch(executor::equals)) {
                    only.add(group + " " + number);
                  }
                });
          }
        });
    return only;
  }

  /** Whether so many of a group are somewhere. */
  boolean complete(K group, int count) {
    return all.getOrDefault(group, Map.of()).size() >= count;
  }
}
