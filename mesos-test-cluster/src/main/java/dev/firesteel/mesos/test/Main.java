package dev.firesteel.mesos.test;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a cluster until the JVM is ended: {@code java -cp ... dev.firesteel.mesos.test.Main AGENTS
 * DIRECTORY}. Agents have 4 cpus and 4096 MiB each.
 */
public final class Main {
  private static final int WRONG_USE = 2;

  private Main() {}

  /** The number of agents, and where their sandboxes are to be. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 2) {
      System.err.println(
          "Usage: AGENTS DIRECTORY (a number, and where the agents' sandboxes are to be)");
      System.exit(WRONG_USE);
    }
    MesosTestCluster cluster =
        MesosTestCluster.builder()
            .agents(Integer.parseInt(arguments[0]))
            .directory(Path.of(arguments[1]))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "close"));
    System.out.println("A double of Mesos listens at mesos://" + cluster.master());
    new CountDownLatch(1).await();
  }
}
