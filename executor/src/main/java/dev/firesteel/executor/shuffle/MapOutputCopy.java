package dev.firesteel.executor.shuffle;

import dev.firesteel.executor.spill.ChunkCheck;
import dev.firesteel.executor.spill.DiskFailure;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.BlockName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Copies map outputs from other executors into a shuffle store, under the attempt that wrote them.
 * Checksums of index and data are checked. Safe for any thread.
 */
public final class MapOutputCopy {
  /** Pieces asked for at a time. */
  private static final int PIECES = 4;

  private final ShuffleStore store;
  private final BlockClient client;

  /** Copies into this store. */
  public MapOutputCopy(ShuffleStore store, BlockClient client) {
    this.store = store;
    this.client = client;
  }

  /**
   * Makes a copy, unless the output is here already. On failure nothing of it remains.
   *
   * @param partitions its reduce partitions
   * @param wanted false once the shuffle is forgotten
   * @throws IOException if it cannot be had
   */
  public void copy(
      BlockName.MapOutput output, int partitions, BlockAddress from, BooleanSupplier wanted)
      throws IOException {
    if (store.output(output.shuffle(), output.task()).isPresent()) {
      return;
    }
    MapOutputIndex index = index(output, from);
    if (index.partitions() != partitions) {
      throw new IOException(
          "the output of "
              + output.task()
              + " has "
              + index.partitions()
              + " partitions where "
              + partitions
              + " are expected");
    }
    Path draft = store.draft(output.shuffle(), output.task());
    boolean whole = false;
    try {
      write(output, index.length(), from, draft);
      whole = true;
    } finally {
      if (!whole) {
        LocalDirectories.remove(draft);
      }
    }
    store.commit(output.shuffle(), output.task(), draft, index.offsets());
    if (!wanted.getAsBoolean()) {
      store.remove(output.shuffle());
    }
  }

  private MapOutputIndex index(BlockName.MapOutput output, BlockAddress from) throws IOException {
    List<MapOutputIndex> index = new ArrayList<>();
    client.fetch(
        from,
        List.of(new BlockKey.MapIndex(output.shuffle(), output.task())),
        1,
        (i, bytes) ->
            index.add(
                MapOutputIndex.decode(
                    bytes, "of " + output.task(), store.draft(output.shuffle(), output.task()))));
    if (index.isEmpty()) {
      throw new IOException(from.owner() + " answered nothing");
    }
    return index.get(0);
  }

  private void write(BlockName.MapOutput output, long length, BlockAddress from, Path draft)
      throws IOException {
    int pieces = Math.toIntExact((length + BlockKey.PIECE_BYTES - 1) / BlockKey.PIECE_BYTES);
    ChunkCheck check = new ChunkCheck();
    long[] written = {0};
    try (OutputStream out = store.create(draft)) {
      for (int next = 0; next < pieces; next += PIECES) {
        client.fetch(
            from,
            keys(output, next, Math.min(pieces, next + PIECES)),
            (long) PIECES * BlockKey.PIECE_BYTES,
            (i, piece) -> {
              check.accept(piece);
              put(out, piece, draft);
              written[0] += piece.length;
            });
      }
    }
    check.finish();
    if (written[0] != length) {
      throw new IOException("only " + written[0] + " of " + length + " bytes came");
    }
  }

  private static void put(OutputStream out, byte[] piece, Path draft) {
    try {
      out.write(piece);
    } catch (IOException e) {
      throw DiskFailure.writing(draft, e);
    }
  }

  private static List<BlockKey> keys(BlockName.MapOutput output, int first, int end) {
    List<BlockKey> keys = new ArrayList<>(end - first);
    for (int piece = first; piece < end; piece++) {
      keys.add(new BlockKey.MapPiece(output.shuffle(), output.task(), piece));
    }
    return keys;
  }
}
