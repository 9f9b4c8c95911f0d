package dev.firesteel.benchmarks.micro;

import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.BlockAddress;
import java.io.IOException;
import java.util.List;

/** There are no other executors. */
final class NoOthers implements BlockClient {
  @Override
  public void fetch(
      BlockAddress from, List<? extends BlockKey> keys, long maxBytesInFlight, Receiver receiver)
      throws IOException {
    throw new IOException("Cannot fetch from " + from + ": there is one executor only");
  }

  @Override
  public void close() {}
}
