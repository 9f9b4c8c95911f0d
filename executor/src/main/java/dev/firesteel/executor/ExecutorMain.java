package dev.firesteel.executor;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.executor.run.BlockPlane;
import dev.firesteel.executor.run.Executor;
import dev.firesteel.executor.run.ExecutorArguments;
import dev.firesteel.executor.run.ExecutorParts;
import dev.firesteel.executor.run.ExitCode;
import dev.firesteel.executor.run.UserClasses;
import dev.firesteel.protocol.network.NettyExecutorTransport;
import dev.firesteel.protocol.network.NetworkSettings;
import dev.firesteel.protocol.transport.Secret;
import java.io.File;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The process of an executor. Arguments: see {@link ExecutorArguments}; the application's secret
 * comes in the environment, as {@link Secret#ENVIRONMENT}. Ends with an {@link ExitCode}.
 */
public final class ExecutorMain {
  private static final Logger LOG = LogManager.getLogger(ExecutorMain.class);

  private ExecutorMain() {}

  /** Runs an executor and ends the JVM with it. */
  public static void main(String[] arguments) {
    HeapWatch.start(ExecutorMain::exhausted);
    System.exit(run(List.of(arguments), System.getenv()));
  }

  /** Runs an executor until it has ended; its exit code. */
  static int run(List<String> arguments, Map<String, String> environment) {
    try {
      ExecutorArguments parsed = ExecutorArguments.parse(arguments);
      Secret secret = secret(environment);
      Executor executor = Executor.start(parsed.identity(), parts(parsed, secret));
      if ("stdin".equals(System.getProperty(Lifeline.PROPERTY))) {
        Lifeline.watch(System.in, () -> executor.stop("it was released, or its driver is gone"));
      }
      return executor.ended().toCompletableFuture().join();
    } catch (FiresteelException e) {
      LOG.error(e.getMessage());
      return ExitCode.USAGE.code();
    }
  }

  /** Nothing in this JVM can be relied on any more; what it leaves is removed by its backend. */
  private static void exhausted(String why) {
    LOG.error("The heap is full: {}", why);
    Runtime.getRuntime().halt(ExitCode.OUT_OF_MEMORY.code());
  }

  private static Secret secret(Map<String, String> environment) {
    String hex = environment.get(Secret.ENVIRONMENT);
    if (hex == null) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot start an executor: the environment lacks "
              + Secret.ENVIRONMENT
              + " (executors are started by the driver's backend)");
    }
    return Secret.ofHex(hex);
  }

  private static List<String> scratch() {
    String listed = System.getProperty(ExecutorProgram.SCRATCH, "");
    return listed.isEmpty() ? List.of() : List.of(listed.split(File.pathSeparator));
  }

  private static ExecutorParts parts(ExecutorArguments arguments, Secret secret) {
    String serves = System.getProperty(ExecutorProgram.SERVES, arguments.serves());
    NetworkSettings network =
        serves.equals(HostName.LOCALHOST.value())
            ? NetworkSettings.loopback()
            : NetworkSettings.of("0.0.0.0", serves);
    return new ExecutorParts(
        new NettyExecutorTransport(network),
        arguments.driver(),
        secret,
        BlockPlane.network(network, secret),
        UserClasses.jars(ExecutorMain.class.getClassLoader()),
        Runtime.getRuntime().maxMemory(),
        scratch());
  }
}
