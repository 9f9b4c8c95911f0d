package dev.firesteel.engine;

import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.config.Config;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.network.NettyBlockServer;
import dev.firesteel.protocol.network.NettyDriverTransport;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.scheduler.driver.CredentialKeeper;
import dev.firesteel.scheduler.driver.LaunchFactory;

/** Executors in processes of their own, reached over TCP. */
final class NetworkWiring implements Wiring {
  private final DriverNetwork network;

  NetworkWiring(DriverNetwork network) {
    this.network = network;
  }

  @Override
  public DriverTransport transport() {
    return new NettyDriverTransport(network.settings(), network.port());
  }

  @Override
  public Served serve(BlockSource blocks, Secret secret) {
    NettyBlockServer server =
        new NettyBlockServer(
            network.settings(), BlockAddress.DRIVER, secret, blocks, network.blockPort());
    return new Served() {
      @Override
      public BlockAddress address() {
        return server.address();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  @Override
  public InProcessExecutors inProcess(Secret secret) {
    return launch -> {
      throw new UnsupportedOperationException("A backend of processes starts none in this JVM");
    };
  }

  @Override
  public LaunchFactory launches(Config config, Secret secret) {
    return Launches.ofProcesses(config, secret, network.executors());
  }

  @Override
  public CredentialKeeper credentials(Config config, ClassLoader classes) {
    return ProvidedCredentials.open(config, classes);
  }
}
