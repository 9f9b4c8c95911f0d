package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The open asks of one profile. A wish lives from the moment a container is missing until one comes
 * or is not wanted any more; meanwhile its ask may be replaced by one with other hosts.
 */
final class Wishes {
  /** A wish that is older than this asks for any host. */
  private long patienceNanos;

  private final LongSupplier numbers;
  private final List<Wish> wishes = new ArrayList<>();

  private record Wish(long since, Ask ask) {}

  /**
   * What is wished for.
   *
   * @param priority stands for the profile and the size
   * @param container the size
   */
  record Kind(int priority, Resources container) {
    static final Kind NONE = new Kind(0, Resources.NONE);
  }

  Wishes(LongSupplier numbers) {
    this.numbers = numbers;
  }

  int size() {
    return wishes.size();
  }

  /** The wishes in sum, if there are any. */
  Optional<Waiting> waiting() {
    return wishes.stream()
        .min(Comparator.comparingLong(Wish::since))
        .map(oldest -> new Waiting(oldest.ask().container(), wishes.size(), oldest.since()));
  }

  /** When the first wish gives up its hosts, if one names any. */
  OptionalLong givesUpHosts() {
    return wishes.stream()
        .filter(wish -> !wish.ask().hosts().isEmpty())
        .mapToLong(wish -> wish.since() + patienceNanos)
        .min();
  }

  /** Ends the wish that a container on a host fulfils best. */
  Optional<Ask> fulfil(HostName host) {
    Comparator<Wish> best =
        Comparator.comparing((Wish wish) -> !wish.ask().hosts().contains(host))
            .thenComparing(wish -> !wish.ask().hosts().isEmpty())
            .thenComparingLong(Wish::since);
    Optional<Wish> found = wishes.stream().min(best);
    found.ifPresent(wishes::remove);
    return found.map(Wish::ask);
  }

  /**
   * Makes it so many wishes, with these hosts where they are young enough.
   *
   * @param missing executors that should be on a host and are not
   */
  void become(
      int count,
      Kind kind,
      SortedMap<HostName, Integer> missing,
      long patience,
      long now,
      ExchangeBuilder out) {
    patienceNanos = patience;
    wishes.sort(Comparator.comparingLong(Wish::since));
    while (wishes.size() > count) {
      out.withdraw(wishes.remove(wishes.size() - 1).ask());
    }
    int old = (int) wishes.stream().filter(wish -> now - wish.since() >= patience).count();
    List<SortedSet<HostName>> wanted = new ArrayList<>(HintDeal.deal(count - old, missing));
    for (int i = 0; i < old; i++) {
      wanted.add(new TreeSet<>());
    }
    List<Wish> kept = new ArrayList<>();
    List<Wish> changed = new ArrayList<>();
    for (Wish wish : wishes) {
      boolean same = wish.ask().priority() == kind.priority();
      (same && wanted.remove(wish.ask().hosts()) ? kept : changed).add(wish);
    }
    changed.forEach(wish -> out.withdraw(wish.ask()));
    for (int i = 0; i < wanted.size(); i++) {
      long since = i < changed.size() ? changed.get(i).since() : now;
      Ask ask = new Ask(numbers.getAsLong(), kind.priority(), kind.container(), wanted.get(i));
      kept.add(new Wish(since, ask));
      out.add(ask);
    }
    wishes.clear();
    wishes.addAll(oldestAnywhere(kept));
  }

  /** Gives the oldest wishes the asks without hosts: which wish has which ask is all the same. */
  private static List<Wish> oldestAnywhere(List<Wish> all) {
    List<Ask> asks =
        all.stream()
            .map(Wish::ask)
            .sorted(Comparator.comparing((Ask ask) -> !ask.hosts().isEmpty()))
            .toList();
    List<Long> times = all.stream().map(Wish::since).sorted().toList();
    return IntStream.range(0, asks.size())
        .mapToObj(i -> new Wish(times.get(i), asks.get(i)))
        .toList();
  }
}
