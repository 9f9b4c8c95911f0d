package dev.firesteel.executor.run;

import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.network.NettyBlockServer;
import dev.firesteel.protocol.network.NetworkSettings;
import dev.firesteel.protocol.network.TcpBlockClient;
import dev.firesteel.protocol.transport.Secret;

/** Serves blocks on a TCP port and fetches them from others' ports. */
record NetworkBlockPlane(NetworkSettings settings, Secret secret) implements BlockPlane {
  @Override
  public Server serve(ExecutorIdentity executor, BlockSource source) {
    return new Port(new NettyBlockServer(settings, executor.id(), secret, source));
  }

  @Override
  public BlockClient client(ExecutorIdentity executor) {
    return new TcpBlockClient(settings, executor.id(), secret);
  }

  private record Port(NettyBlockServer server) implements Server {
    @Override
    public BlockAddress address() {
      return server.address();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
