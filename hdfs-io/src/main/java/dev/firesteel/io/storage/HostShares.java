package dev.firesteel.io.storage;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the bytes that each host holds of several ranges. For one thread. */
public final class HostShares {
  /** Hosts that hold at least this share of what the best one holds are as good. */
  private static final double AS_GOOD = 0.8;

  private static final class Share {
    final RackName rack;
    long bytes;
    long inMemory;

    Share(RackName rack) {
      this.rack = rack;
    }
  }

  private final Map<HostName, Share> shares = new LinkedHashMap<>();
  private boolean racks;
  private long total;

  /** Counts a range. */
  public void add(Replicas replicas, long bytes) {
    total += bytes;
    racks |= !replicas.racks().isEmpty();
    List<HostName> hosts = replicas.hosts();
    for (int i = 0; i < hosts.size(); i++) {
      RackName rack = replicas.racks().isEmpty() ? RackName.DEFAULT : replicas.racks().get(i);
      shares.computeIfAbsent(hosts.get(i), none -> new Share(rack)).bytes += bytes;
    }
    replicas.inMemoryHosts().forEach(host -> share(host).inMemory += bytes);
  }

  private Share share(HostName host) {
    return shares.computeIfAbsent(host, none -> new Share(RackName.DEFAULT));
  }

  /**
   * The hosts that hold the most bytes: in memory are those that hold at least half of all bytes
   * there, and they come first; the others by their bytes. Equal ones keep the order in which they
   * came.
   */
  public Replicas most() {
    long best = shares.values().stream().mapToLong(share -> share.bytes).max().orElse(0);
    List<Map.Entry<HostName, Share>> kept =
        shares.entrySet().stream()
            .filter(each -> each.getValue().bytes >= AS_GOOD * best)
            .sorted(
                Comparator.comparing((Map.Entry<HostName, Share> e) -> !inMemory(e.getValue()))
                    .thenComparing(e -> -e.getValue().bytes))
            .toList();
    return new Replicas(
        kept.stream().map(Map.Entry::getKey).toList(),
        kept.stream().filter(e -> inMemory(e.getValue())).map(Map.Entry::getKey).toList(),
        racks ? kept.stream().map(e -> e.getValue().rack).toList() : List.of());
  }

  private boolean inMemory(Share share) {
    return share.inMemory > 0 && share.inMemory >= total / 2;
  }
}
