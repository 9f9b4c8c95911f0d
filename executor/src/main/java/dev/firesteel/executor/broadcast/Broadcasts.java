package dev.firesteel.executor.broadcast;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.memory.SizeEstimator;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor.BroadcastLocations;
import dev.firesteel.serialization.RecordSerializer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The broadcast values of an executor. The first task that wants one fetches it, others wait; then
 * is held, and served to other executors, until it is forgotten. Safe for any thread.
 *
 * <p>Values and chunks are pinned in the memory budget. When they take more than half of it, the
 * chunks are let go: others fetch them elsewhere.
 */
public final class Broadcasts {
  private static final int BUFFER = 64 << 10;

  private final ChunkFetch fetch;
  private final MemoryBudget budget;
  private final Consumer<ToDriver> driver;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Empty: somebody fetches it. */
  private final Map<BroadcastId, Optional<Held>> known = new HashMap<>();

  private final Map<BroadcastId, CompletableFuture<BroadcastLocations>> asked = new HashMap<>();

  /**
   * No broadcasts yet.
   *
   * @param fetch fetches chunks
   * @param budget where they are counted
   * @param driver takes messages for the driver
   */
  public Broadcasts(ChunkFetch fetch, MemoryBudget budget, Consumer<ToDriver> driver) {
    this.fetch = fetch;
    this.budget = budget;
    this.driver = driver;
  }

  /**
   * A broadcast's value, fetched if this is the first use here.
   *
   * @param serializer the calling task's
   * @param share the calling task's memory, which others do not wait for meanwhile
   */
  public @Nullable Object value(
      BroadcastId id, RecordSerializer serializer, MemoryBudget.Share share) throws Exception {
    Optional<Held> held = peek(id);
    if (held.isEmpty()) {
      held = share.waiting(() -> awaitOrFetch(id, serializer));
    }
    return held.orElseThrow().value();
  }

  private Optional<Held> peek(BroadcastId id) {
    lock.lock();
    try {
      return known.getOrDefault(id, Optional.empty());
    } finally {
      lock.unlock();
    }
  }

  private Optional<Held> awaitOrFetch(BroadcastId id, RecordSerializer serializer)
      throws Exception {
    CompletableFuture<BroadcastLocations> locations;
    lock.lockInterruptibly();
    try {
      for (Optional<Held> here = known.get(id); here != null; here = known.get(id)) {
        if (here.isPresent()) {
          return here;
        }
        changed.await();
      }
      known.put(id, Optional.empty());
      // one who fetches it since before it was forgotten may still wait for the answer
      locations = asked.computeIfAbsent(id, unanswered -> new CompletableFuture<>());
    } finally {
      lock.unlock();
    }
    Optional<Held> fetched = Optional.empty();
    try {
      driver.accept(new ToDriver.BroadcastWanted(id));
      fetched = Optional.of(fetch(answer(id, locations), serializer));
      return fetched;
    } finally {
      settle(id, fetched);
    }
  }

  private static BroadcastLocations answer(
      BroadcastId id, CompletableFuture<BroadcastLocations> locations) throws InterruptedException {
    try {
      return locations.get();
    } catch (ExecutionException e) {
      throw new FiresteelException(
          ErrorCategory.INTERNAL, "Cannot fetch " + id + ": " + e.getMessage(), e);
    }
  }

  private Held fetch(BroadcastLocations where, RecordSerializer serializer)
      throws InterruptedException {
    long pinned = Math.max(0, where.size());
    pin(where.broadcast(), pinned);
    Held held = null;
    try {
      byte[][] chunks = fetch.fetch(where);
      Object value = serializer.read(open(chunks));
      long heap = SizeEstimator.estimate(value);
      if (budget.pin(heap)) {
        held = new Held(value, heap, chunks, pinned);
      } else {
        budget.unpin(pinned);
        pinned = 0;
        pin(where.broadcast(), heap);
        held = new Held(value, heap);
      }
      return held;
    } finally {
      if (held == null) {
        budget.unpin(pinned);
      }
    }
  }

  /** Pins memory; for that, chunks of other broadcasts are let go. */
  private void pin(BroadcastId id, long bytes) {
    if (budget.pin(bytes)) {
      return;
    }
    letChunksGo();
    if (!budget.pin(bytes)) {
      throw new FiresteelException(
          ErrorCategory.RESOURCES,
          "Cannot hold "
              + id
              + ": it takes about "
              + kib(bytes)
              + " KiB; of the memory budget of "
              + kib(budget.total())
              + " KiB other broadcasts hold "
              + kib(budget.pinned())
              + " KiB (make it smaller, destroy broadcasts that are not needed, or raise"
              + " firesteel.executor.memory)");
    }
  }

  private static long kib(long bytes) {
    return (bytes + 1023) >> 10;
  }

  private void letChunksGo() {
    lock.lock();
    try {
      for (Map.Entry<BroadcastId, Optional<Held>> entry : known.entrySet()) {
        entry.setValue(
            entry
                .getValue()
                .map(
                    held -> {
                      budget.unpin(held.chunkBytes());
                      return held.withoutChunks();
                    }));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Reads the chunks where they are: joined they would take as much memory once more. */
  private static Input open(byte[][] chunks) {
    if (chunks.length == 1) {
      return new Input(chunks[0]);
    }
    List<InputStream> streams = new ArrayList<>(chunks.length);
    for (byte[] chunk : chunks) {
      streams.add(new ByteArrayInputStream(chunk));
    }
    return new Input(new SequenceInputStream(Collections.enumeration(streams)), BUFFER);
  }

  /** Ends a fetch: the value is held, or the next who wants it tries again. */
  private void settle(BroadcastId id, Optional<Held> fetched) {
    boolean serves;
    lock.lock();
    try {
      if (fetched.isPresent() && known.containsKey(id)) {
        known.put(id, fetched);
      } else {
        known.remove(id);
        fetched.ifPresent(held -> budget.unpin(held.bytes()));
      }
      if (budget.pinned() > budget.total() / 2) {
        letChunksGo();
      }
      serves = known.getOrDefault(id, Optional.empty()).filter(Held::serves).isPresent();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (serves) {
      driver.accept(new ToDriver.BroadcastHeld(id));
    }
  }

  /** Takes the driver's answer. */
  public void located(BroadcastLocations locations) {
    CompletableFuture<BroadcastLocations> waiting;
    lock.lock();
    try {
      waiting = asked.remove(locations.broadcast());
    } finally {
      lock.unlock();
    }
    if (waiting != null) {
      waiting.complete(locations);
    }
  }

  /** Lets go of a broadcast. */
  public void forget(BroadcastId id) {
    lock.lock();
    try {
      Optional<Held> gone = known.remove(id);
      if (gone != null) {
        gone.ifPresent(held -> budget.unpin(held.bytes()));
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A chunk for another executor, if it is here. */
  public Optional<BlockData> chunk(BlockKey.BroadcastChunk key) {
    return peek(key.broadcast())
        .filter(held -> key.chunk() >= 0 && key.chunk() < held.chunks().length)
        .map(held -> new BlockData.Bytes(held.chunks()[key.chunk()]));
  }
}
