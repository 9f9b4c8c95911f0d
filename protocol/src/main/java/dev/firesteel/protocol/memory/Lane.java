package dev.firesteel.protocol.memory;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a channel. Batches are delivered in the order they were posted, one at a time,
 * by the thread that posts; while one delivers, others only leave theirs for it. So nobody waits
 * for anybody, and a listener that sends while it receives does not recurse on its own lane.
 */
abstract class Lane {
  private final Queue<Item> items = new ConcurrentLinkedQueue<>();
  private final AtomicInteger undelivered = new AtomicInteger();

  /** Touched only while delivering. */
  private boolean ended;

  /** A batch, or null with the reason of the end. */
  private record Item(byte @Nullable [] batch, String why) {}

  final void post(byte[] batch) {
    post(new Item(batch, ""));
  }

  /** Ends the lane after what was posted before; only the first end counts. */
  final void end(String why) {
    post(new Item(null, why));
  }

  private void post(Item item) {
    items.add(item);
    if (undelivered.getAndIncrement() > 0) {
      return;
    }
    do {
      Item next = items.poll();
      if (next != null && !ended) {
        deliver(next);
      }
    } while (undelivered.decrementAndGet() > 0);
  }

  private void deliver(Item item) {
    byte[] batch = item.batch();
    ended = batch == null;
    try {
      if (batch == null) {
        ended(item.why());
      } else {
        delivered(batch);
      }
    } catch (RuntimeException | Error e) {
      // Looked up here: where nothing fails, no class of the logger is loaded.
      LogManager.getLogger(Lane.class).error("A listener failed; its channel is closed", e);
      failed("a listener failed: " + e);
    }
  }

  abstract void delivered(byte[] batch);

  abstract void ended(String why);

  abstract void failed(String why);
}
