package dev.firesteel.it.yarn;

import dev.firesteel.dataset.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A driver whose tasks wait at a gate: {@code configDirectory gateDirectory [clientMaster]}. Tells
 * its process and its answer in files beside the gate.
 */
final class HeldMain {
  private HeldMain() {}

  public static void main(String[] arguments) throws IOException {
    Path beside = Path.of(arguments[1]).toAbsolutePath().getParent();
    Path drivers = Files.createDirectories(beside.resolve("drivers"));
    Files.createFile(drivers.resolve(Long.toString(ProcessHandle.current().pid())));
    Gate gate = new Gate(arguments[1]);
    try (Session session =
        Session.builder()
            .name("held")
            .master("yarn")
            .config("firesteel.io.hadoop-conf-dir", arguments[0])
            .config("firesteel.driver.host", "127.0.0.1")
            .config("firesteel.executor.memory", "128m")
            .config("firesteel.executor.memory-overhead", "128m")
            .config("firesteel.executor.instances", "2")
            .config("firesteel.yarn.client-master", arguments.length > 2 ? arguments[2] : "auto")
            .open()) {
      int sum = session.parallelize(List.of(1, 2, 3, 4), 4).map(gate::pass).reduce(Integer::sum);
      Files.writeString(beside.resolve("answer"), Integer.toString(sum));
    }
  }
}
