package dev.firesteel.executor.task;

import dev.firesteel.api.id.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that wait for a slot, first come first served, and those that run. Safe for any thread.
 */
final class TaskQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Attempt> queue = new ArrayDeque<>();
  private final @Nullable Attempt[] running;
  private int idle;
  private boolean closed;

  TaskQueue(int slots) {
    running = new Attempt[slots];
  }

  /** Queues attempts; ignored once closed. */
  void add(List<Attempt> attempts) {
    lock.lock();
    try {
      if (!closed) {
        queue.addAll(attempts);
        for (int i = Math.min(idle, attempts.size()); i > 0; i--) {
          filled.signal();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the slot's attempt, if it has one, and waits for the next; null once closed. */
  @Nullable Attempt next(int slot) {
    lock.lock();
    try {
      running[slot] = null;
      while (queue.isEmpty() && !closed) {
        idle++;
        filled.awaitUninterruptibly();
        idle--;
      }
      Attempt next = closed ? null : queue.poll();
      running[slot] = next;
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Takes back those of the tasks that have not started. */
  List<TaskId> takeBack(Collection<TaskId> tasks) {
    lock.lock();
    try {
      return remove(tasks);
    } finally {
      lock.unlock();
    }
  }

  /** Cancels tasks that run and answers those that were dropped before they started. */
  List<TaskId> cancel(Collection<TaskId> tasks, String why) {
    Set<TaskId> wanted = new HashSet<>(tasks);
    lock.lock();
    try {
      for (Attempt attempt : running) {
        if (attempt != null && wanted.contains(attempt.id())) {
          attempt.cancel(why);
        }
      }
      return remove(wanted);
    } finally {
      lock.unlock();
    }
  }

  private List<TaskId> remove(Collection<TaskId> tasks) {
    Set<TaskId> wanted = new HashSet<>(tasks);
    List<TaskId> removed = new ArrayList<>();
    for (Iterator<Attempt> all = queue.iterator(); all.hasNext(); ) {
      Attempt attempt = all.next();
      if (wanted.contains(attempt.id())) {
        all.remove();
        removed.add(attempt.id());
      }
    }
    return removed;
  }

  /** The tasks that run now. */
  List<TaskId> running() {
    lock.lock();
    try {
      List<TaskId> ids = new ArrayList<>();
      for (Attempt attempt : running) {
        if (attempt != null) {
          ids.add(attempt.id());
        }
      }
      return ids;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what is queued, cancels what runs and lets idle slots end. Idempotent. */
  void close(String why) {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      filled.signalAll();
      for (Attempt attempt : running) {
        if (attempt != null) {
          attempt.cancel(why);
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
