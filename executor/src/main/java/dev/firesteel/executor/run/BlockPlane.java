package dev.firesteel.executor.run;

import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.memory.MemoryNetwork;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.network.NetworkSettings;
import dev.firesteel.protocol.transport.Secret;

/** Makes an executor's ends of the block data plane. */
public interface BlockPlane {
  /** Starts to serve blocks under the executor's id. */
  Server serve(ExecutorIdentity executor, BlockSource source);

  /** A client for blocks of other executors and of the driver. */
  BlockClient client(ExecutorIdentity executor);

  /** The data plane among executors of one JVM: no ports, no threads. */
  static BlockPlane inMemory(MemoryNetwork network) {
    return new MemoryBlockPlane(network);
  }

  /** The data plane over TCP among those who know the secret. */
  static BlockPlane network(NetworkSettings settings, Secret secret) {
    return new NetworkBlockPlane(settings, secret);
  }

  /** A server of blocks. */
  interface Server extends AutoCloseable {
    /** Where it serves. */
    BlockAddress address();

    /** Frees threads and ports. Idempotent. */
    @Override
    void close();
  }
}
