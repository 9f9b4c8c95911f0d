package dev.firesteel.simulation.cluster;

import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hosts of a cluster and what is free on them. */
final class Hosts {
  private final Map<HostName, Host> all = new LinkedHashMap<>();

  private static final class Host {
    final Placement at;
    final Resources total;
    Resources free;
    boolean up = true;

    Host(Placement at, Resources total) {
      this.at = at;
      this.total = total;
      this.free = total;
    }
  }

  void add(Placement at, Resources total) {
    all.put(at.host(), new Host(at, total));
  }

  /** Those on which so much is free. */
  List<Placement> withRoom(Resources need) {
    return all.values().stream().filter(h -> h.up && h.free.covers(need)).map(h -> h.at).toList();
  }

  /** Those on which so much is free, the most wished ones first. */
  List<Placement> withRoom(Resources need, Map<HostName, Integer> wishes) {
    return withRoom(need).stream()
        .sorted(Comparator.comparing(at -> -wishes.getOrDefault(at.host(), 0)))
        .toList();
  }

  /** Whether any host, empty, has room. */
  boolean couldHave(Resources need) {
    return all.values().stream().anyMatch(h -> h.total.covers(need));
  }

  Resources free(HostName name) {
    return host(name).free;
  }

  void take(HostName name, Resources some) {
    host(name).free = host(name).free.minus(some);
  }

  void giveBack(HostName name, Resources some) {
    host(name).free = host(name).free.plus(some);
  }

  void up(HostName name, Up state) {
    host(name).up = state == Up.YES;
  }

  /** Whether a host is there. */
  enum Up {
    YES,
    NO
  }

  private Host host(HostName name) {
    Host host = all.get(name);
    if (host == null) {
      throw new IllegalArgumentException("There is no host " + name);
    }
    return host;
  }
}
