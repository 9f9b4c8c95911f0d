package dev.firesteel.backend.local;

import dev.firesteel.api.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the workers of this machine have, and what of it is free. Not thread-safe. */
final class Capacity {
  private final List<Resources> total;
  private final List<Resources> free;
  private final UnaryOperator<Resources> counted;

  /**
   * Workers, all free.
   *
   * @param workers what each has
   * @param counted what of an executor's resources is counted against them
   */
  Capacity(List<Resources> workers, UnaryOperator<Resources> counted) {
    this.total = List.copyOf(workers);
    this.free = new ArrayList<>(workers);
    this.counted = counted;
  }

  /** Room taken on a worker. */
  record Room(int worker, Resources taken) {}

  /** Takes room on the first worker that has it. */
  Optional<Room> take(Resources executor) {
    Resources need = counted.apply(executor);
    for (int worker = 0; worker < free.size(); worker++) {
      if (free.get(worker).covers(need)) {
        free.set(worker, free.get(worker).minus(need));
        return Optional.of(new Room(worker, need));
      }
    }
    return Optional.empty();
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
