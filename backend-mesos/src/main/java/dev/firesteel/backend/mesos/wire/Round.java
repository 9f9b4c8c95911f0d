package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.backend.mesos.detect.HostPort;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Candidates tried one after the other, and whom they point to; nobody twice. */
final class Round {
  private final Deque<HostPort> open;
  private final Collection<HostPort> candidates;
  private final boolean known;
  private final Map<HostPort, Failure> tried = new LinkedHashMap<>();

  /**
   * A round that has not begun.
   *
   * @param known whether the user knows the candidates' addresses, having given them
   */
  Round(List<HostPort> candidates, boolean known) {
    this.candidates = candidates;
    this.known = known;
    this.open = new ArrayDeque<>(candidates);
  }

  /** Whom to try now. */
  Optional<HostPort> next() {
    HostPort next = open.poll();
    while (next != null && tried.containsKey(next)) {
      next = open.poll();
    }
    Optional.ofNullable(next)
        .ifPresent(at -> tried.put(at, Failure.passing("it does not answer in time")));
    return Optional.ofNullable(next);
  }

  /** The one that was tried points to another. */
  void redirected(HostPort from, HostPort to) {
    tried.put(from, Failure.passing("it says that " + to + " leads"));
    open.addFirst(to);
  }

  /** The one that was tried did not work; one that another points to may work soon. */
  void failed(HostPort at, Failure failure) {
    tried.put(at, candidates.contains(at) ? failure : failure.soften());
  }

  /** Why none worked. */
  Failure failure() {
    boolean wrong =
        tried.values().stream().allMatch(each -> each.kind() == Failure.Kind.WRONG_ADDRESS);
    String why =
        tried.entrySet().stream()
            .map(
                each ->
                    (known && tried.size() == 1 ? "" : each.getKey() + ": ")
                        + each.getValue().why())
            .collect(Collectors.joining("; "));
    String advice =
        tried.values().stream()
            .map(Failure::advice)
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    return wrong
        ? new Failure(Failure.Kind.WRONG_ADDRESS, ErrorCategory.CONFIGURATION, why, advice)
        : Failure.passing(why, advice);
  }
}
