package dev.firesteel.executor.run;

import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.memory.MemoryNetwork;
import dev.firesteel.protocol.message.BlockAddress;

/** Serves blocks to others on a network within this JVM. */
record MemoryBlockPlane(MemoryNetwork network) implements BlockPlane {
  @Override
  public Server serve(ExecutorIdentity executor, BlockSource source) {
    network.serve(executor.id(), source);
    BlockAddress address = new BlockAddress(executor.id(), "", 0);
    return new Server() {
      @Override
      public BlockAddress address() {
        return address;
      }

      @Override
      public void close() {
        network.stopServing(executor.id());
      }
    };
  }

  @Override
  public BlockClient client(ExecutorIdentity executor) {
    return network.blockClient();
  }
}
