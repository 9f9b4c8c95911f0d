package dev.firesteel.engine;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.config.Config;
import dev.firesteel.executor.run.BlockPlane;
import dev.firesteel.executor.run.Executor;
import dev.firesteel.executor.run.ExecutorArguments;
import dev.firesteel.executor.run.ExecutorParts;
import dev.firesteel.executor.run.UserClasses;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.memory.MemoryNetwork;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.scheduler.driver.CredentialKeeper;
import dev.firesteel.scheduler.driver.LaunchFactory;
import java.util.concurrent.CompletionStage;

/** All in this JVM: no sockets, no ports. */
final class MemoryWiring implements Wiring {
  private final MemoryNetwork network = new MemoryNetwork();
  private final ClassLoader classes;

  /** Executors find the user's classes by {@code classes}. */
  MemoryWiring(ClassLoader classes) {
    this.classes = classes;
  }

  @Override
  public DriverTransport transport() {
    return network.driverTransport();
  }

  @Override
  public Served serve(BlockSource blocks, Secret secret) {
    network.serve(BlockAddress.DRIVER, blocks);
    return new Served() {
      @Override
      public BlockAddress address() {
        return new BlockAddress(BlockAddress.DRIVER, "", 0);
      }

      @Override
      public void close() {
        network.stopServing(BlockAddress.DRIVER);
      }
    };
  }

  @Override
  public InProcessExecutors inProcess(Secret secret) {
    return launch -> new Threads(start(launch, secret));
  }

  @Override
  public LaunchFactory launches(Config config, Secret secret) {
    return Launches.ofThreads();
  }

  /** Executors have the driver's own. */
  @Override
  public CredentialKeeper credentials(Config config, ClassLoader classes) {
    return CredentialKeeper.NONE;
  }

  private Executor start(ExecutorLaunch launch, Secret secret) {
    ExecutorArguments arguments = ExecutorArguments.parse(launch.arguments());
    return Executor.start(
        arguments.identity(),
        new ExecutorParts(
            network.executorTransport(),
            arguments.driver(),
            secret,
            BlockPlane.inMemory(network),
            UserClasses.of(classes),
            Runtime.getRuntime().maxMemory()));
  }

  private record Threads(Executor executor) implements InProcessExecutors.Running {
    @Override
    public CompletionStage<Integer> ended() {
      return executor.ended();
    }

    @Override
    public void end(ReleaseMode mode) {
      executor.stop("the driver released it");
    }
  }
}
