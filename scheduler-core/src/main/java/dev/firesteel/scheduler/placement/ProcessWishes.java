package dev.firesteel.scheduler.placement;

import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.Hosts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pending tasks that wish an executor, because it keeps what they read. */
final class ProcessWishes {
  private final PlaceQueues queues;
  private final Map<Executor, Integer> numbers = new HashMap<>();
  private final List<Executor> executors = new ArrayList<>();
  private final Candidates candidates = new Candidates();
  private final Touched touched = new Touched();
  private final Hosts hosts;
  private int arrivals;

  ProcessWishes(byte[] states, Hosts hosts) {
    queues = new PlaceQueues(states);
    this.hosts = hosts;
    arrivals = hosts.arrivals().size();
  }

  /** A task wishes an executor, at the beginning. */
  void begin(Executor executor, int task) {
    queues.stage(changed(executor), task);
  }

  /** All that is there at the beginning is told. */
  void begun() {
    queues.sort(executors.size());
  }

  /** A task that is pending again wishes an executor. */
  void add(Executor executor, int task) {
    queues.add(changed(executor), task);
  }

  private int changed(Executor executor) {
    Integer known = numbers.get(executor);
    int number = known == null ? executors.size() : known;
    if (known == null) {
      numbers.put(executor, number);
      executors.add(executor);
    }
    candidates.add(number);
    touched.add(number);
    return number;
  }

  /** Takes a task that wishes the executor; -1 if there is none. */
  int poll(Executor executor) {
    Integer number = numbers.isEmpty() ? null : numbers.get(executor);
    return number == null ? -1 : queues.poll(number);
  }

  /** Whether an executor takes tasks that a pending task wishes. */
  boolean worthWaiting() {
    noteArrivals();
    return candidates.any(number -> executors.get(number).takesTasks() && queues.any(number));
  }

  private void noteArrivals() {
    for (; arrivals < hosts.arrivals().size() && !numbers.isEmpty(); arrivals++) {
      for (Executor executor : hosts.readyOn(hosts.arrivals().get(arrivals))) {
        Integer number = numbers.get(executor);
        if (number != null) {
          candidates.add(number);
        }
      }
    }
  }

  /** Executors that newly pending tasks wish; forgotten by the call. */
  List<Executor> touched() {
    int[] numbersTouched = touched.take();
    List<Executor> all = new ArrayList<>(numbersTouched.length);
    for (int number : numbersTouched) {
      all.add(executors.get(number));
    }
    return all;
  }
}
