package dev.firesteel.engine;

import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.Secret;

/** Executors in processes of their own, reached over TCP. */
final class NetworkWiring implements Wiring {
  @Override
  public DriverTransport transport() {
    throw new UnsupportedOperationException("network");
  }

  @Override
  public Served serve(BlockSource blocks, Secret secret) {
    throw new UnsupportedOperationException("network");
  }

  @Override
  public InProcessExecutors inProcess(Secret secret) {
    return launch -> {
      throw new UnsupportedOperationException("This backend starts processes");
    };
  }
}
