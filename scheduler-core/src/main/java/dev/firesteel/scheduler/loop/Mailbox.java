package dev.firesteel.scheduler.loop;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A queue that any thread fills and one thread empties, which sleeps while there is nothing.
 *
 * @param <T> what is queued
 */
final class Mailbox<T> {
  private final Queue<T> queue = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Thread asleep;
  private volatile boolean closed;

  /** Adds; wakes the reader if it sleeps. */
  void put(T message) {
    queue.add(message);
    wake();
  }

  /** Lets the reader sleep no more. */
  void close() {
    closed = true;
    wake();
  }

  boolean isClosed() {
    return closed;
  }

  private void wake() {
    Thread reader = asleep;
    if (reader != null) {
      LockSupport.unpark(reader);
    }
  }

  /** The next message, or null if there is none now. */
  @Nullable T poll() {
    return queue.poll();
  }

  /** Whether there is no message now. */
  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Sleeps until there may be a message or the time has passed. Reader only. */
  void await(long nanos) {
    asleep = Thread.currentThread();
    if (queue.isEmpty() && !closed) {
      LockSupport.parkNanos(this, nanos);
    }
    asleep = null;
  }
}
