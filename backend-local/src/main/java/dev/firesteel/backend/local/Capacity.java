package dev.firesteel.backend.local;

import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the workers of this machine have, and what of it is free. Not thread-safe. */
final class Capacity {
  private final List<Resources> total;
  private final List<Placement> at;
  private final List<Resources> free;
  private final UnaryOperator<Resources> counted;

  /**
   * Workers, all free.
   *
   * @param workers what each has
   * @param at where each passes for being
   * @param counted what of an executor's resources is counted against them
   */
  Capacity(List<Resources> workers, List<Placement> at, UnaryOperator<Resources> counted) {
    this.total = List.copyOf(workers);
    this.at = List.copyOf(at);
    this.free = new ArrayList<>(workers);
    this.counted = counted;
  }

  /** Room taken on a worker. */
  record Room(int worker, Placement at, Resources taken) {}

  /** Takes room on the first worker that has it, on none of the excluded hosts. */
  Optional<Room> take(Resources executor, Set<HostName> excluded) {
    Resources need = counted.apply(executor);
    for (int worker = 0; worker < free.size(); worker++) {
      if (!excluded.contains(at.get(worker).host()) && free.get(worker).covers(need)) {
        free.set(worker, free.get(worker).minus(need));
        return Optional.of(new Room(worker, at.get(worker), need));
      }
    }
    return Optional.empty();
  }

  /** Takes room on the worker of a room that was given back just now. */
  Room takeAgain(Room before, Resources executor) {
    Resources need = counted.apply(executor);
    if (!free.get(before.worker()).covers(need)) {
      throw new IllegalStateException("The room on worker " + before.worker() + " is gone");
    }
    free.set(before.worker(), free.get(before.worker()).minus(need));
    return new Room(before.worker(), before.at(), need);
  }

  /** The hosts of all workers. */
  Set<HostName> hosts() {
    Set<HostName> hosts = new LinkedHashSet<>();
    at.forEach(placement -> hosts.add(placement.host()));
    return hosts;
  }

  /** Gives room back. */
  void free(Room room) {
    free.set(room.worker(), free.get(room.worker()).plus(room.taken()));
  }

  /** Whether an executor fits onto an empty worker. */
  boolean everFits(Resources executor) {
    Resources need = counted.apply(executor);
    return total.stream().anyMatch(worker -> worker.covers(need));
  }

  /** What each worker has, for people. */
  String describe() {
    Resources worker = total.get(0);
    return worker.memoryMiB() == 0
        ? worker.cores() + " cores in this JVM"
        : total.size() + " workers of " + worker;
  }
}
