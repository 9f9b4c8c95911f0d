package dev.firesteel.protocol.block;

import dev.firesteel.protocol.message.BlockAddress;
import java.io.IOException;
import java.util.List;

/** Fetches blocks from other executors. Safe for any thread. */
public interface BlockClient extends AutoCloseable {
  /**
   * Fetches blocks and hands each to the receiver, on the calling thread, in the order of the keys.
   * At most {@code maxBytesInFlight} bytes (or one block) are buffered.
   *
   * @throws BlockMissingException if the server does not have a block
   * @throws IOException if the server cannot be reached or a block arrives damaged
   */
  void fetch(
      BlockAddress from, List<? extends BlockKey> keys, long maxBytesInFlight, Receiver receiver)
      throws IOException;

  @Override
  void close();

  /** Takes fetched blocks. */
  interface Receiver {
    /** Takes the block for {@code keys.get(index)}. */
    void receive(int index, byte[] block) throws IOException;
  }
}
