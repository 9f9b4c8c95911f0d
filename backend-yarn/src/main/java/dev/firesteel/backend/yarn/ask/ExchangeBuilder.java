package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.topology.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects what is new for the ResourceManager; what was not told yet and is undone is dropped. */
final class ExchangeBuilder {
  private final List<Ask> withdrawn = new ArrayList<>();
  private final List<Ask> added = new ArrayList<>();
  private final List<String> released = new ArrayList<>();
  private final Set<HostName> told = new TreeSet<>();
  private Set<HostName> excluded = new TreeSet<>();

  void add(Ask ask) {
    added.add(ask);
  }

  void withdraw(Ask ask) {
    if (!added.remove(ask)) {
      withdrawn.add(ask);
    }
  }

  void release(String container) {
    released.add(container);
  }

  void exclude(Set<HostName> hosts) {
    excluded = new TreeSet<>(hosts);
  }

  boolean isEmpty() {
    return withdrawn.isEmpty() && added.isEmpty() && released.isEmpty() && excluded.equals(told);
  }

  Exchange take() {
    Set<HostName> more = new TreeSet<>(excluded);
    more.removeAll(told);
    Set<HostName> fewer = new TreeSet<>(told);
    fewer.removeAll(excluded);
    Exchange all = new Exchange(withdrawn, added, released, more, fewer);
    withdrawn.clear();
    added.clear();
    released.clear();
    told.clear();
    told.addAll(excluded);
    return all;
  }
}
