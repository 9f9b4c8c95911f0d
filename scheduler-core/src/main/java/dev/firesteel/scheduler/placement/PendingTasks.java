package dev.firesteel.scheduler.placement;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.topology.LocalityLevel;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.Hosts;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The pending tasks of a task set by the places they would like. Tasks to be kept away from an
 * executor (they failed there, or it gave them back) wait in a queue of their own and go to any
 * other executor first.
 */
final class PendingTasks {
  private static final int MOST_TRIES = 64;

  private final byte[] states;
  private final Sweep anywhere;
  private final Sweep wishful;
  private final IntQueue avoiding = new IntQueue(2);
  private final Map<Integer, ExecutorId> avoided = new HashMap<>();
  private final ProcessWishes processes;
  private final HostWishes hosts;
  private Taken taken = Taken.UNWISHED;

  /**
   * All tasks of a task set.
   *
   * @param states the state of each task, a code of {@link TaskState}; followed as it changes
   */
  PendingTasks(byte[] states, int[] partitions, Wishes wishes, Hosts known) {
    this.states = states;
    anywhere = new Sweep(states);
    wishful = new Sweep(states);
    processes = new ProcessWishes(states, known);
    hosts = new HostWishes(states, known);
    for (int index = 0; index < partitions.length; index++) {
      begin(index, wishes.executors(partitions[index]), wishes.hosts(partitions[index]));
    }
    processes.begun();
    hosts.begun();
  }

  private void begin(int index, List<Executor> executors, WishedHosts at) {
    if (executors.isEmpty() && at.hosts().isEmpty()) {
      anywhere.begin(index);
      return;
    }
    wishful.begin(index);
    for (int i = 0; i < executors.size(); i++) {
      processes.begin(executors.get(i), index);
      hosts.begin(executors.get(i), index);
    }
    hosts.begin(at, index);
  }

  /** A task is pending again. */
  void add(int index, List<Executor> executors, WishedHosts at) {
    if (executors.isEmpty() && at.hosts().isEmpty()) {
      anywhere.add(index);
      return;
    }
    wishful.add(index);
    for (Executor executor : executors) {
      processes.add(executor, index);
      hosts.add(executor, index);
    }
    hosts.add(at, index);
  }

  /** A task is pending again, but not for this executor. */
  void addAvoiding(int index, ExecutorId executor) {
    avoided.put(index, executor);
    avoiding.add(index);
  }

  /** A task for the executor, no farther from its data than allowed; -1 if there is none. */
  int poll(Executor executor, LocalityLevel allowed) {
    int index = pollOthersLeft(executor);
    if (index >= 0) {
      return index;
    }
    do {
      index = pollNearest(executor, allowed);
    } while (index >= 0 && avoids(index, executor));
    return index < 0 ? index : took(index, taken);
  }

  private int pollNearest(Executor executor, LocalityLevel allowed) {
    int index = processes.poll(executor);
    taken = Taken.PROCESS;
    if (index < 0 && LocalityLevel.NODE.atLeast(allowed)) {
      index = hosts.pollHost(executor.host());
      taken = Taken.NODE;
    }
    if (index < 0) {
      index = anywhere.poll();
      taken = Taken.UNWISHED;
    }
    if (index < 0 && LocalityLevel.RACK.atLeast(allowed)) {
      index = hosts.pollRack(executor.rack());
      taken = Taken.RACK;
    }
    if (index < 0 && allowed == LocalityLevel.ANY) {
      index = wishful.poll();
      taken = Taken.ELSEWHERE;
    }
    return index;
  }

  private boolean avoids(int index, Executor executor) {
    return !avoided.isEmpty() && executor.id().equals(avoided.get(index));
  }

  /** A task that should rather not run on this executor, when nobody else can take it. */
  int pollReluctantly(IntPredicate allowed) {
    return avoiding.isEmpty() ? -1 : pollAvoiding(allowed);
  }

  private int pollOthersLeft(Executor executor) {
    return avoiding.isEmpty()
        ? -1
        : pollAvoiding(index -> !executor.id().equals(avoided.get(index)));
  }

  private int pollAvoiding(IntPredicate allowed) {
    for (int tries = Math.min(MOST_TRIES, avoiding.size());
        tries > 0 && !avoiding.isEmpty();
        tries--) {
      int index = avoiding.poll();
      if (!pending(index)) {
        continue;
      }
      if (allowed.test(index)) {
        return took(index, Taken.MOVED);
      }
      avoiding.add(index);
    }
    return -1;
  }

  private int took(int index, Taken from) {
    taken = from;
    if (!avoided.isEmpty()) {
      avoided.remove(index);
    }
    return index;
  }

  /** Where the last polled task stood. */
  Taken taken() {
    return taken;
  }

  private boolean pending(int index) {
    return states[index] == TaskState.PENDING.code();
  }

  /** Whether tasks with wishes are pending. */
  boolean anyWishful() {
    return wishful.any();
  }

  /** Whether tasks are pending that any executor may take at once. */
  boolean anyAnywhere() {
    return anywhere.any() || anyAvoiding();
  }

  /** Whether pending tasks should rather not run on some executor. */
  boolean anyAvoiding() {
    while (!avoiding.isEmpty()) {
      if (pending(avoiding.peek())) {
        return true;
      }
      avoiding.poll();
    }
    return false;
  }

  /** Whether it makes sense to wait at a level: an executor lives that a pending task wishes. */
  boolean worthWaiting(LocalityLevel level) {
    return switch (level) {
      case PROCESS -> processes.worthWaiting();
      case NODE -> hosts.worthWaiting();
      case RACK -> hosts.worthWaitingInRacks();
      case ANY -> true;
    };
  }

  /** Executors that newly pending tasks wish; forgotten by the call. */
  List<Executor> touchedExecutors() {
    return processes.touched();
  }

  /** The numbers of the hosts that newly pending tasks wish; forgotten by the call. */
  int[] touchedHosts() {
    return hosts.touched();
  }
}
