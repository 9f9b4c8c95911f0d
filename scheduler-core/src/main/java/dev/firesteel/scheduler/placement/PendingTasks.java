package dev.firesteel.scheduler.placement;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.LocalityLevel;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.Executors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pending tasks of a task set by the places they would like. A task stands in several queues;
 * what is no longer pending is dropped when it comes up, so taking a task costs constant time,
 * amortized. Tasks to be kept away from an executor (they failed there, or it gave them back) wait
 * in a queue of their own and go to any other executor first.
 */
final class PendingTasks {
  private static final int MOST_TRIES = 64;

  private final byte[] states;
  private final IntQueue anywhere;
  private final IntQueue wishful;
  private final IntQueue avoiding = new IntQueue(2);
  private final Map<Integer, ExecutorId> avoided = new HashMap<>();
  private final Map<ExecutorId, IntQueue> byExecutor = new LinkedHashMap<>();
  private final Map<HostName, HostQueue> byHost = new LinkedHashMap<>();
  private final Map<RackName, IntQueue> byRack = new LinkedHashMap<>();
  private final Set<ExecutorId> touchedExecutors = new LinkedHashSet<>();
  private final List<HostQueue> touchedHosts = new ArrayList<>();
  private final Witness<ExecutorId> executorWitness = new Witness<>();
  private final Witness<HostName> hostWitness = new Witness<>();
  private final Witness<RackName> rackWitness = new Witness<>();
  private LocalityLevel taken = LocalityLevel.ANY;

  PendingTasks(byte[] states) {
    this.states = states;
    this.anywhere = new IntQueue(2);
    this.wishful = new IntQueue(2);
  }

  void add(int index, List<Executor> executors, List<HostName> hosts, Executors registry) {
    if (executors.isEmpty() && hosts.isEmpty()) {
      anywhere.add(index);
      return;
    }
    wishful.add(index);
    for (Executor executor : executors) {
      queue(byExecutor, executor.id()).add(index);
      touchedExecutors.add(executor.id());
      wish(index, executor.at().host(), registry);
    }
    for (HostName host : hosts) {
      wish(index, host, registry);
    }
  }

  private void wish(int index, HostName host, Executors registry) {
    HostQueue queue = byHost.computeIfAbsent(host, HostQueue::new);
    queue.tasks.add(index);
    if (!queue.touched) {
      queue.touched = true;
      touchedHosts.add(queue);
    }
    if (registry.manyRacks()) {
      for (Executor there : registry.readyOn(host)) {
        queue(byRack, there.at().rack()).add(index);
        break;
      }
    }
  }

  void addAvoiding(int index, ExecutorId executor) {
    avoided.put(index, executor);
    avoiding.add(index);
  }

  private static <K> IntQueue queue(Map<K, IntQueue> queues, K place) {
    return queues.computeIfAbsent(place, p -> new IntQueue(4));
  }

  /** A task for the executor, no farther from its data than allowed; -1 if there is none. */
  int poll(Executor executor, LocalityLevel allowed) {
    int index = pollOthersLeft(executor);
    if (index >= 0) {
      return took(index, LocalityLevel.ANY);
    }
    index = poll(byExecutor.get(executor.id()), executor);
    if (index >= 0) {
      return took(index, LocalityLevel.PROCESS);
    }
    if (LocalityLevel.NODE.atLeast(allowed)) {
      HostQueue there = byHost.get(executor.at().host());
      index = there == null ? -1 : poll(there.tasks, executor);
      if (index >= 0) {
        return took(index, LocalityLevel.NODE);
      }
    }
    index = poll(anywhere, executor);
    if (index >= 0) {
      return took(index, LocalityLevel.ANY);
    }
    if (LocalityLevel.RACK.atLeast(allowed)) {
      index = poll(byRack.get(executor.at().rack()), executor);
      if (index >= 0) {
        return took(index, LocalityLevel.RACK);
      }
    }
    if (allowed == LocalityLevel.ANY) {
      index = poll(wishful, executor);
      if (index >= 0) {
        return took(index, LocalityLevel.ANY);
      }
    }
    return -1;
  }

  /** A task that should rather not run on this executor, when nobody else can take it. */
  int pollReluctantly() {
    return avoiding.isEmpty() ? -1 : pollAvoiding(null);
  }

  private int pollOthersLeft(Executor executor) {
    return avoiding.isEmpty() ? -1 : pollAvoiding(executor.id());
  }

  private int pollAvoiding(@Nullable ExecutorId executor) {
    for (int tries = Math.min(MOST_TRIES, avoiding.size());
        tries > 0 && !avoiding.isEmpty();
        tries--) {
      int index = avoiding.poll();
      if (!pending(index)) {
        continue;
      }
      if (executor == null || !executor.equals(avoided.get(index))) {
        return took(index, LocalityLevel.ANY);
      }
      avoiding.add(index);
    }
    return -1;
  }

  private int took(int index, LocalityLevel level) {
    taken = level;
    if (!avoided.isEmpty()) {
      avoided.remove(index);
    }
    return index;
  }

  /** How near to its data the last polled task is. */
  LocalityLevel taken() {
    return taken;
  }

  private int poll(@Nullable IntQueue queue, Executor executor) {
    if (queue == null) {
      return -1;
    }
    while (!queue.isEmpty()) {
      int index = queue.poll();
      if (pending(index) && (avoided.isEmpty() || !executor.id().equals(avoided.get(index)))) {
        return index;
      }
    }
    return -1;
  }

  private boolean pending(int index) {
    return states[index] == TaskState.PENDING.code();
  }

  private boolean any(IntQueue queue) {
    while (!queue.isEmpty()) {
      if (pending(queue.peek())) {
        return true;
      }
      queue.poll();
    }
    return false;
  }

  /** Whether tasks with wishes are pending. */
  boolean anyWishful() {
    return any(wishful);
  }

  /** Whether tasks are pending that any executor may take at once. */
  boolean anyAnywhere() {
    return any(anywhere) || any(avoiding);
  }

  /** Whether pending tasks should rather not run on some executor. */
  boolean anyAvoiding() {
    return any(avoiding);
  }

  /** Whether it makes sense to wait at a level: an executor lives that a pending task wishes. */
  boolean worthWaiting(LocalityLevel level, Executors registry) {
    return switch (level) {
      case PROCESS -> anyWithin(executorWitness, byExecutor, q -> q, id -> isReady(registry, id));
      case NODE ->
          anyWithin(hostWitness, byHost, q -> q.tasks, host -> !registry.readyOn(host).isEmpty());
      case RACK ->
          anyWithin(rackWitness, byRack, q -> q, rack -> !registry.readyIn(rack).isEmpty());
      case ANY -> true;
    };
  }

  private static boolean isReady(Executors registry, ExecutorId id) {
    Executor executor = registry.find(id);
    return executor != null && executor.takesTasks();
  }

  /**
   * Looks first at the place that answered last, and drops emptied queues on the way, so that this
   * takes constant time, amortized.
   */
  private <K, Q> boolean anyWithin(
      Witness<K> witness, Map<K, Q> queues, Function<Q, IntQueue> tasks, Predicate<K> alive) {
    K known = witness.place;
    if (known != null) {
      Q queue = queues.get(known);
      if (queue != null && any(tasks.apply(queue)) && alive.test(known)) {
        return true;
      }
    }
    for (Iterator<Map.Entry<K, Q>> all = queues.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<K, Q> entry = all.next();
      if (!any(tasks.apply(entry.getValue()))) {
        all.remove();
      } else if (alive.test(entry.getKey())) {
        witness.place = entry.getKey();
        return true;
      }
    }
    return false;
  }

  /** A place that was worth waiting for when somebody looked. */
  private static final class Witness<K> {
    @Nullable K place;
  }

  /** Executors that newly pending tasks wish; forgotten by the call. */
  List<ExecutorId> touchedExecutors() {
    List<ExecutorId> touched = List.copyOf(touchedExecutors);
    touchedExecutors.clear();
    return touched;
  }

  /** Hosts that newly pending tasks wish; forgotten by the call. */
  List<HostName> touchedHosts() {
    List<HostName> touched = new ArrayList<>(touchedHosts.size());
    for (HostQueue queue : touchedHosts) {
      queue.touched = false;
      touched.add(queue.host);
    }
    touchedHosts.clear();
    return touched;
  }

  /** The tasks that wish a host. */
  private static final class HostQueue {
    final HostName host;
    final IntQueue tasks = new IntQueue(4);
    boolean touched;

    HostQueue(HostName host) {
      this.host = host;
    }
  }
}
