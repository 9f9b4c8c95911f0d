package dev.firesteel.executor.store;

import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockMissingException;
import dev.firesteel.protocol.message.BlockAddress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fetches from another store of this JVM, which tests let fail. */
final class HolderClient implements BlockClient {
  /** What may happen to a piece on its way. */
  interface Fault {
    byte[] on(int piece, byte[] bytes) throws IOException;
  }

  @Nullable PartitionServer holder;
  Fault fault = (piece, bytes) -> bytes;
  UnaryOperator<byte[]> head = bytes -> bytes;
  final List<BlockKey> fetched = new ArrayList<>();

  @Override
  public void fetch(
      BlockAddress from, List<? extends BlockKey> keys, long maxBytesInFlight, Receiver receiver)
      throws IOException {
    PartitionServer server = holder;
    if (server == null || !from.owner().value().equals("holder")) {
      throw new IOException(from.owner() + " is gone");
    }
    for (int i = 0; i < keys.size(); i++) {
      receiver.receive(i, read(server, i, keys.get(i)));
    }
  }

  private byte[] read(PartitionServer server, int index, BlockKey key) throws IOException {
    fetched.add(key);
    if (key instanceof BlockKey.Dataset partition) {
      return head.apply(
          bytes(
              server
                  .head(partition)
                  .orElseThrow(() -> new BlockMissingException(index, "no such partition"))));
    }
    BlockKey.DatasetPiece piece = (BlockKey.DatasetPiece) key;
    return fault.on(
        piece.piece(),
        bytes(
            server
                .piece(piece)
                .orElseThrow(() -> new BlockMissingException(index, "no such piece"))));
  }

  private static byte[] bytes(BlockData data) throws IOException {
    if (data instanceof BlockData.Bytes bytes) {
      return bytes.bytes();
    }
    BlockData.FileSlice slice = (BlockData.FileSlice) data;
    byte[] bytes = new byte[(int) slice.length()];
    try (RandomAccessFile file = new RandomAccessFile(slice.file().toFile(), "r")) {
      file.seek(slice.offset());
      file.readFully(bytes);
    }
    return bytes;
  }

  @Override
  public void close() {}
}
