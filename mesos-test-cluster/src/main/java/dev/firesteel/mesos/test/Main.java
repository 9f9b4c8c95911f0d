package dev.firesteel.mesos.test;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Runs a cluster until the JVM is ended: {@code java -cp ... dev.firesteel.mesos.test.Main AGENTS
 * DIRECTORY}. Agents have 4 cpus and 4096 MiB each.
 */
public final class Main {
  private static final Logger LOG = LogManager.getLogger(Main.class);

  private Main() {}

  /** The number of agents, and where their sandboxes are to be. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("Expected: AGENTS DIRECTORY");
    }
    MesosTestCluster cluster =
        MesosTestCluster.builder()
            .agents(Integer.parseInt(arguments[0]))
            .directory(Path.of(arguments[1]))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "close"));
    LOG.info("A double of Mesos listens at mesos://{}", cluster.master());
    new CountDownLatch(1).await();
  }
}
