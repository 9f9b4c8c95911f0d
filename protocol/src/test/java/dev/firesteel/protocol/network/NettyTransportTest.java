package dev.firesteel.protocol.network;

import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.ExecutorTransport;
import dev.firesteel.protocol.transport.TransportContract;

class NettyTransportTest extends TransportContract {
  @Override
  protected DriverTransport newDriverTransport() {
    return new NettyDriverTransport(NetworkSettings.loopback());
  }

  @Override
  protected ExecutorTransport newExecutorTransport() {
    return new NettyExecutorTransport(NetworkSettings.loopback());
  }
}
