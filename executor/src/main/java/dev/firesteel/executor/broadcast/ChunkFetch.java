package dev.firesteel.executor.broadcast;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToExecutor.BroadcastLocations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Fetches a broadcast's chunks: from holders in random order, from the driver last. What one holder
 * cannot give, the next is asked for.
 */
public final class ChunkFetch {
  private static final long IN_FLIGHT = 16 << 20;

  private final BlockClient client;
  private final Supplier<Random> random;

  /**
   * Fetches with this client.
   *
   * @param random a source of randomness for one fetch
   */
  public ChunkFetch(BlockClient client, Supplier<Random> random) {
    this.client = client;
    this.random = random;
  }

  /**
   * All chunks, in order.
   *
   * @throws FiresteelException if the broadcast does not exist or nobody can give all of it
   */
  byte[][] fetch(BroadcastLocations where) throws InterruptedException {
    if (where.size() < 0) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot use "
              + where.broadcast()
              + ": it does not exist (it was destroyed, or belongs to another session)");
    }
    int count = (int) Math.max(1, (where.size() + where.chunkSize() - 1) / where.chunkSize());
    byte[][] chunks = new byte[count][];
    List<String> failures = new ArrayList<>();
    for (BlockAddress server : inOrder(where.servers())) {
      List<BlockKey.BroadcastChunk> missing = missing(where, chunks);
      if (missing.isEmpty()) {
        break;
      }
      try {
        client.fetch(
            server,
            missing,
            IN_FLIGHT,
            (index, block) -> chunks[missing.get(index).chunk()] = block);
      } catch (IOException e) {
        failures.add(server.owner() + ": " + e.getMessage());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
    check(where, chunks, failures);
    return chunks;
  }

  private List<BlockAddress> inOrder(List<BlockAddress> servers) {
    List<BlockAddress> order = new ArrayList<>();
    List<BlockAddress> last = new ArrayList<>();
    for (BlockAddress server : servers) {
      (server.owner().equals(BlockAddress.DRIVER) ? last : order).add(server);
    }
    Collections.shuffle(order, random.get());
    order.addAll(last);
    return order;
  }

  private static List<BlockKey.BroadcastChunk> missing(BroadcastLocations where, byte[][] chunks) {
    List<BlockKey.BroadcastChunk> missing = new ArrayList<>();
    for (int i = 0; i < chunks.length; i++) {
      if (chunks[i] == null) {
        missing.add(new BlockKey.BroadcastChunk(where.broadcast(), i));
      }
    }
    return missing;
  }

  private static void check(BroadcastLocations where, byte[][] chunks, List<String> failures) {
    if (!missing(where, chunks).isEmpty()) {
      throw new FiresteelException(
          ErrorCategory.TRANSIENT,
          "Cannot fetch "
              + where.broadcast()
              + ": "
              + (failures.isEmpty() ? "nobody has it" : String.join("; ", failures)));
    }
    long length = 0;
    for (byte[] chunk : chunks) {
      length += chunk.length;
    }
    if (length != where.size()) {
      throw new FiresteelException(
          ErrorCategory.TRANSIENT,
          "Cannot use "
              + where.broadcast()
              + ": "
              + length
              + " of "
              + where.size()
              + " bytes arrived");
    }
  }
}
