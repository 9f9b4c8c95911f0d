package dev.firesteel.protocol.memory;

import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockMissingException;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.message.BlockAddress;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/** Takes blocks straight from their source. */
final class MemoryBlockClient implements BlockClient {
  private final MemoryNetwork network;

  MemoryBlockClient(MemoryNetwork network) {
    this.network = network;
  }

  @Override
  public void fetch(
      BlockAddress from, List<? extends BlockKey> keys, long maxBytesInFlight, Receiver receiver)
      throws IOException {
    BlockSource source = network.source(from.owner());
    if (source == null) {
      throw new IOException(
          "Cannot fetch blocks from " + from.owner() + ": it serves nobody in this JVM");
    }
    int index = 0;
    for (BlockKey key : keys) {
      BlockData data = prepared(source, key).orElse(null);
      if (data == null) {
        throw new BlockMissingException(
            index, "Cannot fetch " + key + ": " + from.owner() + " does not have it");
      }
      receiver.receive(index++, read(data));
    }
  }

  private static Optional<BlockData> prepared(BlockSource source, BlockKey key) throws IOException {
    try {
      return source.prepare(key).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    } catch (ExecutionException | CancellationException e) {
      throw new IOException("Cannot fetch " + key + ": " + e.getMessage(), e);
    }
  }

  private static byte[] read(BlockData data) throws IOException {
    if (data instanceof BlockData.Bytes bytes) {
      return bytes.bytes();
    }
    BlockData.FileSlice slice = (BlockData.FileSlice) data;
    ByteBuffer block = ByteBuffer.allocate(Math.toIntExact(slice.length()));
    try (FileChannel file = FileChannel.open(slice.file(), StandardOpenOption.READ)) {
      while (block.hasRemaining()) {
        if (file.read(block, slice.offset() + block.position()) < 0) {
          throw new EOFException("Cannot read block: " + slice.file() + " ends too early");
        }
      }
    }
    return block.array();
  }

  @Override
  public void close() {}
}
