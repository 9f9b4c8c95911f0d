package dev.firesteel.executor.run;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures empty tasks a second; run by hand. Arguments: slots, tasks of one order, rounds. */
final class EmptyTasks {
  private static final int TASKS = 200_000;

  private EmptyTasks() {}

  public static void main(String[] args) throws Exception {
    int slots = Integer.parseInt(args[0]);
    int batch = Integer.parseInt(args[1]);
    Path local = Files.createTempDirectory("empty-tasks");
    try (FakeDriver driver = new FakeDriver(local);
        Executor executor =
            driver.with("firesteel.executor.heartbeat-interval", "1s").executor(slots)) {
      driver.await(ToDriver.Register.class);
      BinaryId program = driver.define(Programs.numbers(0, (cursor, task) -> 1L));
      for (int round = 0; round < Integer.parseInt(args[2]); round++) {
        round(driver, program, batch);
      }
    }
    Files.delete(local);
  }

  private static void round(FakeDriver driver, BinaryId program, int batch) {
    long begin = System.nanoTime();
    int sent = 0;
    int ended = 0;
    while (ended < TASKS) {
      while (sent < TASKS && sent - ended < 4 * batch) {
        List<TaskOrder> order = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
          order.add(FakeDriver.task(sent++, 0));
        }
        driver.send(new ToExecutor.RunTasks(new StageId(0), program, order));
      }
      ended += driver.await(ToDriver.TasksEnded.class).reports().size();
      driver.forgetReports();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("%.0f tasks/s, %.2f us each%n", TASKS / seconds, seconds * 1e6 / TASKS);
  }
}
