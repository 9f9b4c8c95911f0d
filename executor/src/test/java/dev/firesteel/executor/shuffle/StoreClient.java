package dev.firesteel.executor.shuffle;

import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockMissingException;
import dev.firesteel.protocol.message.BlockAddress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.List;

/** Fetches from a store as if it were another executor's. */
final class StoreClient implements BlockClient {
  private final ShuffleStore store;
  int fetches;
  int blocks;

  StoreClient(ShuffleStore store) {
    this.store = store;
  }

  @Override
  public void fetch(
      BlockAddress from, List<? extends BlockKey> keys, long maxBytesInFlight, Receiver receiver)
      throws IOException {
    fetches++;
    for (int i = 0; i < keys.size(); i++) {
      int index = i;
      BlockData.FileSlice slice =
          store
              .find((BlockKey.Shuffle) keys.get(i))
              .orElseThrow(() -> new BlockMissingException(index, "no such block"));
      byte[] bytes = new byte[(int) slice.length()];
      try (RandomAccessFile file = new RandomAccessFile(slice.file().toFile(), "r")) {
        file.seek(slice.offset());
        file.readFully(bytes);
      }
      blocks++;
      receiver.receive(i, bytes);
    }
  }

  @Override
  public void close() {}
}
