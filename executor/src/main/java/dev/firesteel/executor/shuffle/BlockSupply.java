package dev.firesteel.executor.shuffle;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.executor.spill.ChunkReader;
import dev.firesteel.executor.spill.DiskFailure;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.spill.MemoryLease;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockMissingException;
import dev.firesteel.protocol.message.BlockAddress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Opens the blocks of a reduce partition one after another, in the order of map partitions. Blocks
 * of this executor are read in place; those of others are fetched, as many of one server at a time
 * as a bounded part of memory holds. What memory refuses goes to disk. Used by the task's own
 * thread.
 */
final class BlockSupply implements AutoCloseable {
  /** Bytes fetched ahead from one server. */
  private static final long AHEAD = 8 << 20;

  private static final int BUFFER = 1 << 14;

  private final ShuffleId shuffle;
  private final int reduce;
  private final List<ShuffleBlock> blocks;
  private final ShuffleSources sources;
  private final Workspace workspace;
  private final MemoryLease lease;
  private final Map<Integer, BlockData> fetched = new HashMap<>();
  private int next;

  /** Of {@code blocks}, those of size 0 are passed over. */
  BlockSupply(
      ShuffleId shuffle,
      int reduce,
      List<ShuffleBlock> blocks,
      ShuffleSources sources,
      Workspace workspace) {
    this.shuffle = shuffle;
    this.reduce = reduce;
    this.blocks = blocks.stream().filter(block -> block.size() > 0).toList();
    this.sources = sources;
    this.workspace = workspace;
    this.lease = new MemoryLease(workspace);
  }

  boolean hasNext() {
    return next < blocks.size();
  }

  /** Opens the next block. */
  OpenBlock next() {
    int index = next++;
    ShuffleBlock block = blocks.get(index);
    try {
      if (isLocal(block)) {
        return open(block, localSlice(block), () -> {});
      }
      if (!fetched.containsKey(index)) {
        fetchFrom(index);
      }
      BlockData data = Objects.requireNonNull(fetched.remove(index));
      return open(block, data, () -> discard(data));
    } catch (IOException e) {
      throw new ShuffleFetchException(shuffle, block.mapPartition(), block.from().owner(), e);
    }
  }

  /** Frees blocks that were fetched and not opened. Opened ones free themselves. */
  @Override
  public void close() {
    fetched.values().forEach(this::discard);
    fetched.clear();
  }

  private boolean isLocal(ShuffleBlock block) {
    return block.from().owner().equals(sources.self());
  }

  private BlockKey.Shuffle key(ShuffleBlock block) {
    return new BlockKey.Shuffle(shuffle, block.mapTask(), reduce);
  }

  private BlockData localSlice(ShuffleBlock block) throws IOException {
    BlockKey.Shuffle key = key(block);
    return sources
        .local()
        .find(key)
        .orElseThrow(() -> new FileNotFoundException("there is no output of " + key.mapTask()));
  }

  private OpenBlock open(ShuffleBlock block, BlockData data, Runnable release) throws IOException {
    workspace.counters().addShuffleRead(data.length());
    Input in =
        data instanceof BlockData.FileSlice slice
            ? ChunkReader.open(slice.file(), slice.offset(), slice.length(), BUFFER)
            : ChunkReader.open(((BlockData.Bytes) data).bytes(), BUFFER);
    return new OpenBlock(shuffle, block, in, release);
  }

  /** Fetches a block and, as far as the bound goes, the next ones of the same server. */
  private void fetchFrom(int first) {
    BlockAddress server = blocks.get(first).from();
    List<Integer> wanted = new ArrayList<>();
    List<BlockKey.Shuffle> keys = new ArrayList<>();
    long bytes = 0;
    for (int i = first; i < blocks.size() && (bytes < AHEAD || i == first); i++) {
      ShuffleBlock block = blocks.get(i);
      if (block.from().equals(server) && !fetched.containsKey(i)) {
        wanted.add(i);
        keys.add(key(block));
        bytes += block.size();
      }
    }
    int[] received = {0};
    try {
      sources
          .client()
          .fetch(
              server,
              keys,
              AHEAD,
              (index, block) -> {
                fetched.put(wanted.get(index), keep(block));
                received[0]++;
              });
      if (received[0] < keys.size()) {
        throw new IOException("only " + received[0] + " of " + keys.size() + " blocks came");
      }
    } catch (IOException e) {
      int culprit = e instanceof BlockMissingException missing ? missing.index() : received[0];
      ShuffleBlock block = blocks.get(wanted.get(Math.min(culprit, wanted.size() - 1)));
      throw new ShuffleFetchException(shuffle, block.mapPartition(), server.owner(), e);
    }
  }

  private BlockData keep(byte[] block) {
    if (block.length == 0 || lease.take(block.length)) {
      return new BlockData.Bytes(block);
    }
    Path file = workspace.directories().newFile("fetched");
    try (OutputStream out = workspace.directories().create(file)) {
      out.write(block);
    } catch (IOException e) {
      LocalDirectories.remove(file);
      throw DiskFailure.writing(file, e);
    }
    workspace.counters().addSpilled(block.length);
    return new BlockData.FileSlice(file, 0, block.length);
  }

  private void discard(BlockData data) {
    if (data instanceof BlockData.FileSlice slice) {
      LocalDirectories.remove(slice.file());
    } else {
      lease.give(data.length());
    }
  }
}
