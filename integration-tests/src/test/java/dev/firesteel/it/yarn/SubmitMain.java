package dev.firesteel.it.yarn;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.engine.Backends;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Submits {@link HeldMain} with its arguments for cluster mode, and waits to be killed. */
final class SubmitMain {
  private SubmitMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Config config =
        Config.of(
            Map.of(
                "firesteel.master", "yarn",
                "firesteel.io.hadoop-conf-dir", arguments[0],
                "firesteel.driver.memory", "192m",
                "firesteel.driver.memory-overhead", "128m",
                "firesteel.yarn.max-attempts", "2"));
    MasterUrl master = new MasterUrl("yarn");
    SubmissionClient cluster =
        Backends.find(master, SubmitMain.class.getClassLoader())
            .submission(master, config)
            .orElseThrow();
    cluster.submit(
        new SubmissionClient.Submission(
            "held", HeldMain.class.getName(), List.of(arguments), config));
    new CountDownLatch(1).await();
  }
}
