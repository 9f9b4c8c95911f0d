package dev.firesteel.it.mesos;

import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.it.yarn.Gate;
import dev.firesteel.it.yarn.HeldJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A driver whose tasks wait at a gate: {@code masterUrl gateDirectory answerFile [key=value ...]}.
 */
final class HeldMain {
  private HeldMain() {}

  public static void main(String[] arguments) throws IOException {
    Gate gate = new Gate(arguments[1]);
    SessionBuilder builder =
        Mesos.session(arguments[0])
            .config("firesteel.mesos.failover-timeout", "1s")
            .config("firesteel.executor.instances", "2");
    for (int i = 3; i < arguments.length; i++) {
      String[] setting = arguments[i].split("=", 2);
      builder = builder.config(setting[0], setting[1]);
    }
    try (Session session = builder.open()) {
      Files.writeString(
          Path.of(arguments[2]), HeldJob.map(HeldJob.start(session, gate).await()).toString());
    }
  }
}
