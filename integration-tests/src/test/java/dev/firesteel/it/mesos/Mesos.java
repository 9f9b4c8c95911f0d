package dev.firesteel.it.mesos;

import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.mesos.test.ClusterBuilder;
import dev.firesteel.mesos.test.MesosTestCluster;
import java.nio.file.Path;
import java.time.Duration;

/** A double of Mesos, and what tests do with it. */
public record Mesos(MesosTestCluster cluster) {
  /** Three agents of 4 cpus and 4 GiB, at 127.0.0.1 to 127.0.0.3, that are offered often. */
  public static ClusterBuilder small() {
    return MesosTestCluster.builder().agents(3).allocationInterval(Duration.ofMillis(200));
  }

  /** The master URL. */
  public String master() {
    return "mesos://" + cluster.master();
  }

  /** A session with small executors. */
  public SessionBuilder session() {
    return session(master());
  }

  /** The same with another master URL. */
  public static SessionBuilder session(String master) {
    return Session.builder()
        .name("mesos-test")
        .master(master)
        .config("firesteel.driver.host", "127.0.0.1")
        .config("firesteel.mesos.java", java().toString())
        .config("firesteel.mesos.executors-per-agent", "1")
        .config("firesteel.executor.instances", "3")
        .config("firesteel.executor.memory", "128m")
        .config("firesteel.executor.memory-overhead", "128m");
  }

  /** The program that runs this JVM. */
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
