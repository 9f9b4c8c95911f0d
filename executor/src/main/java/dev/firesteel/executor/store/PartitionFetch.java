package dev.firesteel.executor.store;

import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.PartitionHead;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Fetches kept partitions from executors that have them. Safe for any thread. */
public final class PartitionFetch {
  /** Pieces asked for at a time. */
  private static final int PIECES = 4;

  private final BlockClient client;

  /** Fetches with this client. */
  public PartitionFetch(BlockClient client) {
    this.client = client;
  }

  /**
   * What a holder has of a partition.
   *
   * @throws IOException if it has nothing or cannot be reached
   */
  PartitionHead head(BlockAddress from, DatasetBlock block) throws IOException {
    PartitionHead[] head = new PartitionHead[1];
    BlockKey key = new BlockKey.Dataset(block.dataset(), block.partition());
    client.fetch(from, List.of(key), 1, (index, bytes) -> head[0] = PartitionHead.decode(bytes));
    if (head[0] == null) {
      throw new IOException("Cannot fetch " + key + ": " + from.owner() + " answered nothing");
    }
    return head[0];
  }

  /**
   * The whole partition.
   *
   * @throws IOException if the holder loses it meanwhile, or damaged bytes arrive
   */
  Fetched fetch(BlockAddress from, DatasetBlock block, PartitionHead head, Workspace workspace)
      throws IOException {
    Fetched fetched = new Fetched(workspace);
    boolean whole = false;
    try {
      boolean[] end = {head.count() == 0};
      for (int next = 0; !end[0]; next += PIECES) {
        receive(from, keys(block, head, next), fetched, end);
      }
      fetched.finish();
      whole = true;
      return fetched;
    } catch (MalformedException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      if (!whole) {
        fetched.close();
      }
    }
  }

  private void receive(BlockAddress from, List<BlockKey> keys, Fetched fetched, boolean[] end)
      throws IOException {
    int[] received = {0};
    client.fetch(
        from,
        keys,
        (long) PIECES * BlockKey.PIECE_BYTES,
        (index, piece) -> {
          received[0]++;
          end[0] |= piece.length == 0;
          fetched.add(piece);
        });
    if (received[0] < keys.size()) {
      throw new IOException("only " + received[0] + " of " + keys.size() + " pieces came");
    }
  }

  private static List<BlockKey> keys(DatasetBlock block, PartitionHead head, int first) {
    List<BlockKey> keys = new ArrayList<>(PIECES);
    for (int piece = first; piece < first + PIECES; piece++) {
      keys.add(new BlockKey.DatasetPiece(block.dataset(), block.partition(), head.form(), piece));
    }
    return keys;
  }
}
