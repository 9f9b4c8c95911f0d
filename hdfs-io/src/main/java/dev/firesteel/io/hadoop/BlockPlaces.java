package dev.firesteel.io.hadoop;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.io.storage.BlockPlace;
import dev.firesteel.io.storage.Replicas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.StorageType;
import org.jspecify.annotations.Nullable;

/**
 * Where blocks lie, from what Hadoop says of them. Equal values are one object, since the same few
 * hosts hold all files. Safe for any thread.
 */
final class BlockPlaces {
  /** Values of a kind that are remembered; with more of them the memory begins anew. */
  private static final int REMEMBERED = 10_000;

  /** The rank of a copy in memory; higher ranks are slower. */
  private static final int MEMORY = 0;

  private record Copy(HostName host, RackName rack, int rank) {
    Copy better(Copy other) {
      return rank <= other.rank ? this : other;
    }
  }

  private final ConcurrentMap<String, HostName> hosts = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, RackName> racks = new ConcurrentHashMap<>();
  private final ConcurrentMap<Replicas, Replicas> replicas = new ConcurrentHashMap<>();

  /**
   * The places of a file's bytes, without gaps.
   *
   * @param length bytes of the file as listed; a block that is being written may have more
   */
  List<BlockPlace> of(long length, BlockLocation[] blocks) throws IOException {
    List<BlockPlace> places = new ArrayList<>(blocks.length);
    long next = 0;
    for (BlockLocation block : blocks) {
      long end = Math.min(length, block.getOffset() + block.getLength());
      if (end > next) {
        add(new BlockPlace(next, end - next, replicas(block)), places);
        next = end;
      }
    }
    if (next < length) {
      add(new BlockPlace(next, length - next, Replicas.UNKNOWN), places);
    }
    return List.copyOf(places);
  }

  /** Where nobody is known to hold anything, the borders of blocks mean nothing. */
  private static void add(BlockPlace place, List<BlockPlace> places) {
    BlockPlace last = places.isEmpty() ? null : places.get(places.size() - 1);
    if (last != null && last.replicas().hosts().isEmpty() && place.replicas().hosts().isEmpty()) {
      places.set(
          places.size() - 1,
          new BlockPlace(last.start(), last.length() + place.length(), Replicas.UNKNOWN));
    } else {
      places.add(place);
    }
  }

  private Replicas replicas(BlockLocation block) throws IOException {
    String[] topology = block.getTopologyPaths();
    // File systems without places say "localhost" and have no topology. Of a corrupt block all
    // copies are.
    if (topology == null || topology.length == 0 || block.isCorrupt()) {
      return Replicas.UNKNOWN;
    }
    Map<HostName, Copy> copies = new LinkedHashMap<>();
    String[] names = block.getHosts();
    StorageType[] types = block.getStorageTypes();
    for (int i = 0; i < Math.min(topology.length, names.length); i++) {
      int rank = rank(types != null && i < types.length ? types[i] : null);
      Copy copy = new Copy(host(names[i]), rack(topology[i]), rank);
      copies.merge(copy.host(), copy, Copy::better);
    }
    for (String cached : block.getCachedHosts()) {
      HostName host = host(cached);
      Copy known = copies.get(host);
      RackName rack = known == null ? RackName.DEFAULT : known.rack();
      copies.put(host, new Copy(host, rack, MEMORY));
    }
    List<Copy> best = new ArrayList<>(copies.values());
    best.sort(Comparator.comparingInt(Copy::rank));
    return one(
        replicas,
        new Replicas(
            best.stream().map(Copy::host).toList(),
            best.stream().filter(copy -> copy.rank() == MEMORY).map(Copy::host).toList(),
            best.stream().map(Copy::rack).toList()));
  }

  private static int rank(@Nullable StorageType type) {
    if (type == null) {
      return 2;
    }
    return switch (type) {
      case RAM_DISK -> MEMORY;
      case SSD, NVDIMM -> 1;
      case DISK -> 2;
      case ARCHIVE -> 3;
      case PROVIDED -> 4;
    };
  }

  private HostName host(String name) {
    HostName known = hosts.get(name);
    return known == null ? remember(hosts, name, new HostName(name)) : known;
  }

  /** A topology path is the rack and then the host's own name: {@code /rack7/10.0.0.1:9866}. */
  private RackName rack(String topologyPath) {
    int end = topologyPath.lastIndexOf('/');
    if (end <= 0) {
      return RackName.DEFAULT;
    }
    String name = topologyPath.substring(0, end);
    RackName known = racks.get(name);
    return known == null ? remember(racks, name, new RackName(name)) : known;
  }

  private static <T> T one(ConcurrentMap<T, T> all, T value) {
    T known = all.get(value);
    return known == null ? remember(all, value, value) : known;
  }

  private static <K, V> V remember(ConcurrentMap<K, V> all, K key, V value) {
    if (all.size() >= REMEMBERED) {
      all.clear();
    }
    V earlier = all.putIfAbsent(key, value);
    return earlier == null ? value : earlier;
  }
}
