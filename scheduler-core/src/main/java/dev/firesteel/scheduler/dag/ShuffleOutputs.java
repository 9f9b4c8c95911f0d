package dev.firesteel.scheduler.dag;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.executors.Executor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where the output of each map task of one shuffle is. */
public final class ShuffleOutputs {
  private final ShuffleId shuffle;
  private final @Nullable Executor[] places;
  private final long[] tasks;
  private final byte[][] sizes;
  private final BitSet counted = new BitSet();
  private final Set<Executor> touched = new LinkedHashSet<>();
  private int missing;
  private int version;
  private int runs;
  private int users;
  private long changedAt = Long.MIN_VALUE;
  private boolean forgotten;
  private ToExecutor.@Nullable ShuffleOutputs message;

  ShuffleOutputs(ShuffleId shuffle, int maps) {
    this.shuffle = shuffle;
    places = new Executor[maps];
    tasks = new long[maps];
    sizes = new byte[maps][];
    missing = maps;
    Arrays.fill(sizes, new byte[0]);
  }

  /** The shuffle. */
  public ShuffleId shuffle() {
    return shuffle;
  }

  /** Number of map tasks. */
  public int maps() {
    return places.length;
  }

  /** Whether every output is there. */
  public boolean complete() {
    return missing == 0;
  }

  /** Grows with each change. */
  public int version() {
    return version;
  }

  /** When it changed last. */
  public long changedAt() {
    return changedAt;
  }

  /** Who has an output, if anybody has. */
  public @Nullable Executor place(int map) {
    return places[map];
  }

  /** The attempt that wrote an output last; only for one that is there. */
  public TaskId task(int map) {
    return new TaskId(tasks[map]);
  }

  /** Reduce partitions of an output; 0 if it is not there. */
  public int reducers(int map) {
    return sizes[map].length;
  }

  /** The maps whose output an executor has, ascending. */
  public int[] at(Executor executor) {
    if (!touched.contains(executor)) {
      return new int[0];
    }
    return IntStream.range(0, places.length).filter(map -> places[map] == executor).toArray();
  }

  /** The maps without output, ascending. */
  public int[] missing() {
    int[] all = new int[missing];
    int n = 0;
    for (int map = 0; map < places.length; map++) {
      if (places[map] == null) {
        all[n++] = map;
      }
    }
    return all;
  }

  /** How many outputs were there once and are missing now. */
  public int lost() {
    int lost = 0;
    for (int map = counted.nextSetBit(0); map >= 0; map = counted.nextSetBit(map + 1)) {
      lost += places[map] == null ? 1 : 0;
    }
    return lost;
  }

  /** An output was written. */
  public void written(int map, Executor at, TaskId by, byte[] blockSizes, long now) {
    if (places[map] == null) {
      missing--;
    }
    places[map] = at;
    tasks[map] = by.value();
    sizes[map] = blockSizes;
    touched.add(at);
    changed(now);
  }

  /** Whether the accumulators of a map count: true once for each map. */
  public boolean countOnce(int map) {
    if (counted.get(map)) {
      return false;
    }
    counted.set(map);
    return true;
  }

  /** An output is lost, if it is still where it was; returns whether it was there. */
  public boolean lost(int map, Executor at, long now) {
    if (places[map] != at) {
      return false;
    }
    places[map] = null;
    sizes[map] = new byte[0];
    missing++;
    changed(now);
    return true;
  }

  /** All outputs of an executor are lost; returns their maps, ascending. */
  public int[] lost(Executor at, long now) {
    if (!touched.contains(at)) {
      return new int[0];
    }
    BitSet lost = new BitSet();
    for (int map = 0; map < places.length; map++) {
      if (lost(map, at, now)) {
        lost.set(map);
      }
    }
    return lost.stream().toArray();
  }

  /** A copy of an output takes its place, if that is still where it was and nobody wrote anew. */
  public void moved(BlockName.MapOutput output, Executor from, Executor to, long now) {
    if (places[output.map()] == from && tasks[output.map()] == output.task().value()) {
      places[output.map()] = to;
      touched.add(to);
      changed(now);
    }
  }

  private void changed(long now) {
    version++;
    changedAt = now;
    message = null;
  }

  /** What an executor that reads the shuffle must know. */
  public ToExecutor.ShuffleOutputs message() {
    ToExecutor.ShuffleOutputs known = message;
    if (known != null) {
      return known;
    }
    Map<Executor, Integer> servers = new LinkedHashMap<>();
    int[] serverOfMap = new int[places.length];
    for (int map = 0; map < places.length; map++) {
      Executor at = places[map];
      serverOfMap[map] = at == null ? -1 : servers.computeIfAbsent(at, e -> servers.size());
    }
    List<BlockAddress> addresses = new ArrayList<>();
    servers.keySet().forEach(e -> addresses.add(e.blocks()));
    ToExecutor.ShuffleOutputs made =
        new ToExecutor.ShuffleOutputs(
            shuffle, version, addresses, serverOfMap, tasks.clone(), sizes.clone());
    message = made;
    return made;
  }

  /** Executors that may have something of the shuffle, be it what cancelled tasks wrote. */
  public Set<Executor> touched() {
    return touched;
  }

  /** A run of the stage that writes it begins; returns how many there were before. */
  public int nextRun() {
    return runs++;
  }

  /** A job whose plan names it begins. */
  public void use() {
    users++;
  }

  /** A job whose plan names it has ended. */
  public void release() {
    users--;
  }

  /** No later job reads it. */
  public void forget() {
    forgotten = true;
  }

  /** Whether what is there may spare work: an active job reads it, or all of it is there. */
  public boolean wanted() {
    return users > 0 || complete();
  }

  /** Whether nobody reads it now or later. */
  public boolean useless() {
    return forgotten && users == 0;
  }
}
