package dev.firesteel.scheduler.driver;

import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToExecutor.BroadcastLocations;
import dev.firesteel.serialization.RecordSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The broadcasts of a session, in chunks, and which executors hold them too. The driver's block
 * server serves them. Safe for any thread.
 */
public final class DriverBlocks implements BlockSource {
  private static final int CHUNK = 4 << 20;
  private static final int MOST_SERVERS = 4;

  private final Map<BroadcastId, Held> broadcasts = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong();

  private static final class Held {
    final List<byte[]> chunks;
    final long size;
    final List<BlockAddress> holders = new CopyOnWriteArrayList<>();
    final AtomicInteger turn = new AtomicInteger();

    Held(List<byte[]> chunks, long size) {
      this.chunks = chunks;
      this.size = size;
    }
  }

  /** No broadcasts yet. */
  public DriverBlocks() {}

  BroadcastId add(@Nullable Object value, RecordSerializer serializer) {
    byte[] bytes = serializer.toBytes(value);
    List<byte[]> chunks = new ArrayList<>(1);
    for (int from = 0; from < bytes.length; from += CHUNK) {
      chunks.add(
          bytes.length <= CHUNK
              ? bytes
              : Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK)));
    }
    BroadcastId id = new BroadcastId(next.getAndIncrement());
    broadcasts.put(id, new Held(chunks, bytes.length));
    return id;
  }

  void remove(BroadcastId id) {
    broadcasts.remove(id);
  }

  /** Where to fetch a broadcast: executors that hold it, in turns, then the driver. */
  BroadcastLocations locations(BroadcastId id, BlockAddress driver) {
    Held held = broadcasts.get(id);
    if (held == null) {
      return new BroadcastLocations(id, -1, CHUNK, List.of());
    }
    List<BlockAddress> holders = List.copyOf(held.holders);
    int first = holders.isEmpty() ? 0 : Math.floorMod(held.turn.getAndIncrement(), holders.size());
    List<BlockAddress> servers = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_SERVERS, holders.size()); i++) {
      servers.add(holders.get((first + i) % holders.size()));
    }
    servers.add(driver);
    return new BroadcastLocations(id, held.size, CHUNK, servers);
  }

  void held(BroadcastId id, BlockAddress by) {
    Held held = broadcasts.get(id);
    if (held != null && !held.holders.contains(by)) {
      held.holders.add(by);
    }
  }

  /** An executor is gone and serves nothing any more. */
  void gone(ExecutorId executor) {
    for (Held held : broadcasts.values()) {
      held.holders.removeIf(holder -> holder.owner().equals(executor));
    }
  }

  @Override
  public Optional<BlockData> find(BlockKey key) {
    if (!(key instanceof BlockKey.BroadcastChunk wanted)) {
      return Optional.empty();
    }
    Held held = broadcasts.get(wanted.broadcast());
    if (held == null || wanted.chunk() < 0 || wanted.chunk() >= held.chunks.size()) {
      return Optional.empty();
    }
    return Optional.of(new BlockData.Bytes(held.chunks.get(wanted.chunk())));
  }
}
