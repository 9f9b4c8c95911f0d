package dev.firesteel.backend.mesos.offer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Why offers did not help a profile, counted over the last minute. Not thread-safe. */
final class Tally {
  private static final long SPAN = 60_000_000_000L;

  private final Deque<Round> rounds = new ArrayDeque<>();

  /** What was seen at one time, and it only: nothing of it is older. */
  private record Round(long at, Map<Veto, Integer> counts) {}

  /** Offers came, and these did not help. */
  void note(Map<Veto, Integer> counts, long now) {
    if (!counts.isEmpty()) {
      rounds.addLast(new Round(now, Map.copyOf(counts)));
    }
    prune(now);
  }

  /** The newest round stays, however old it is. */
  private void prune(long now) {
    while (rounds.size() > 1 && now - rounds.getFirst().at() > SPAN) {
      rounds.removeFirst();
    }
  }

  void clear() {
    rounds.clear();
  }

  boolean isEmpty() {
    return rounds.isEmpty();
  }

  /** All kinds of reasons that count now. */
  Set<Veto.Kind> kinds(long now) {
    return counts(now).keySet().stream().map(Veto::kind).collect(Collectors.toSet());
  }

  private Map<Veto, Integer> counts(long now) {
    prune(now);
    Map<Veto, Integer> sum = new LinkedHashMap<>();
    rounds.forEach(
        round -> round.counts().forEach((veto, count) -> sum.merge(veto, count, Integer::sum)));
    return sum;
  }

  /** {@code 3 offers in the last minute: 2 lacked 4096 MiB, 1 excluded host}. */
  String text(long now) {
    Map<Veto, Integer> counts = counts(now);
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    if (all == 0) {
      return "no offer yet";
    }
    String reasons =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Veto, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(each -> each.getKey().phrase()))
            .map(each -> each.getValue() + " " + each.getKey().phrase())
            .collect(Collectors.joining(", "));
    boolean recent = now - rounds.getLast().at() <= SPAN;
    return (all == 1 ? "1 offer" : all + " offers")
        + (recent ? " in the last minute: " : " before the last minute, and none since: ")
        + reasons;
  }
}
