package dev.firesteel.engine;

import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.config.Config;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.scheduler.driver.CredentialKeeper;
import dev.firesteel.scheduler.driver.LaunchFactory;

/** How driver and executors reach each other. Used once, for one session. */
interface Wiring {
  /** Accepts executors. */
  DriverTransport transport();

  /** Serves the driver's blocks from now on, until it is closed. */
  Served serve(BlockSource blocks, Secret secret);

  /** Starts executors in this JVM. */
  InProcessExecutors inProcess(Secret secret);

  /** Says how executors are started. */
  LaunchFactory launches(Config config, Secret secret);

  /** Makes what executors prove their identity to services by. */
  CredentialKeeper credentials(Config config, ClassLoader classes);

  /** Blocks that are served. */
  interface Served extends AutoCloseable {
    /** Where. */
    BlockAddress address();

    @Override
    void close();
  }
}
