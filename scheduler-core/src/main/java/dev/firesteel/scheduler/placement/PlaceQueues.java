package dev.firesteel.scheduler.placement;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tasks by the places that they wish; places go by numbers from 0. What is there at the beginning
 * stands in one array, ordered by place; what comes later waits in small queues behind it. A task
 * stands at several places; where it is no longer pending it is dropped when it comes up, so that
 * taking one costs constant time, amortized.
 */
final class PlaceQueues {
  private final byte[] states;
  private final Map<Integer, IntQueue> later = new HashMap<>();
  private int[] stagedPlaces = new int[16];
  private int[] stagedTasks = new int[16];
  private int staged;
  private int[] tasks = new int[0];
  private int[] next = new int[0];
  private int[] end = new int[0];

  PlaceQueues(byte[] states) {
    this.states = states;
  }

  /** A task wishes a place, at the beginning: {@link #sort} follows. */
  void stage(int place, int task) {
    if (staged == stagedTasks.length) {
      stagedPlaces = Arrays.copyOf(stagedPlaces, 2 * staged);
      stagedTasks = Arrays.copyOf(stagedTasks, 2 * staged);
    }
    stagedPlaces[staged] = place;
    stagedTasks[staged++] = task;
  }

  /**
   * All that is there at the beginning is staged. Counts what each place has, then puts each task
   * where its place begins.
   *
   * @param places more than the greatest number of a place
   */
  void sort(int places) {
    if (staged > 0) {
      end = new int[places];
      for (int i = 0; i < staged; i++) {
        end[stagedPlaces[i]]++;
      }
      next = new int[places];
      for (int place = 1; place < places; place++) {
        next[place] = next[place - 1] + end[place - 1];
      }
      System.arraycopy(next, 0, end, 0, places);
      tasks = new int[staged];
      for (int i = 0; i < staged; i++) {
        tasks[end[stagedPlaces[i]]++] = stagedTasks[i];
      }
    }
    stagedPlaces = new int[0];
    stagedTasks = new int[0];
  }

  /** A task wishes a place, later. */
  void add(int place, int task) {
    later.computeIfAbsent(place, p -> new IntQueue(2)).add(task);
  }

  /** Takes the next pending task of a place; -1 if there is none. */
  int poll(int place) {
    if (anyOfBeginning(place)) {
      return tasks[next[place]++];
    }
    IntQueue queue = pendingLater(place);
    return queue == null ? -1 : queue.poll();
  }

  /** Whether a pending task wishes a place. */
  boolean any(int place) {
    return anyOfBeginning(place) || pendingLater(place) != null;
  }

  private boolean anyOfBeginning(int place) {
    if (place >= next.length) {
      return false;
    }
    int at = next[place];
    while (at < end[place] && !pending(tasks[at])) {
      at++;
    }
    next[place] = at;
    return at < end[place];
  }

  /** The later tasks of a place, the first of them pending; null if none is. */
  private @Nullable IntQueue pendingLater(int place) {
    IntQueue queue = later.isEmpty() ? null : later.get(place);
    if (queue == null) {
      return null;
    }
    while (!queue.isEmpty()) {
      if (pending(queue.peek())) {
        return queue;
      }
      queue.poll();
    }
    later.remove(place);
    return null;
  }

  private boolean pending(int task) {
    return states[task] == TaskState.PENDING.code();
  }
}
