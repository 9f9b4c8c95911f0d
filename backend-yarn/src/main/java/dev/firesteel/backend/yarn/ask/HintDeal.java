package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.topology.HostName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which hosts each of some asks names. */
final class HintDeal {
  private HintDeal() {}

  /**
   * Deals hosts to asks: each host to as many asks as executors are missing on it, to those first
   * that name the fewest hosts.
   *
   * @param asks how many there are
   * @param missing executors that should be on a host and are not; hosts with 0 or less are left
   *     out
   * @return a set of hosts for each ask; empty ones last
   */
  static List<SortedSet<HostName>> deal(int asks, SortedMap<HostName, Integer> missing) {
    List<TreeSet<HostName>> hands = new ArrayList<>(asks);
    for (int i = 0; i < asks; i++) {
      hands.add(new TreeSet<>());
    }
    Comparator<TreeSet<HostName>> fewest = Comparator.comparingInt(TreeSet::size);
    for (Map.Entry<HostName, Integer> host : mostWantedFirst(missing)) {
      hands.sort(fewest); // stable, so that one demand gives one deal
      hands.stream().limit(Math.max(0, host.getValue())).forEach(hand -> hand.add(host.getKey()));
    }
    List<SortedSet<HostName>> dealt = new ArrayList<>(hands);
    Collections.reverse(dealt);
    dealt.sort(Comparator.comparing(Collection::isEmpty));
    return dealt;
  }

  private static List<Map.Entry<HostName, Integer>> mostWantedFirst(
      SortedMap<HostName, Integer> missing) {
    return missing.entrySet().stream()
        .sorted(Map.Entry.<HostName, Integer>comparingByValue().reversed())
        .toList();
  }
}
