package dev.firesteel.benchmarks;

import dev.firesteel.dataset.Session;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;

/**
 * How long it takes from the start of the driver's JVM to the first finished task, and to the
 * answer of a job of ten tasks. Tasks tell when they end by the clock of their own machine, so this
 * is for clusters whose clocks agree, such as one on this machine.
 */
final class FirstTask {
  private static final int TASKS = 10;

  private FirstTask() {}

  static void run(Session session, Figures figures) {
    long opened = Instant.now().toEpochMilli();
    List<Long> ends =
        session
            .parallelize(Bench.ints(TASKS), TASKS)
            .map(i -> Instant.now().toEpochMilli())
            .collect();
    long answer = Instant.now().toEpochMilli();
    long first = ends.stream().mapToLong(Long::longValue).min().orElseThrow();
    long start = ManagementFactory.getRuntimeMXBean().getStartTime(); // costs time, so it is last
    figures
        .with("session_s", (opened - start) / 1e3)
        .with("first_task_s", (first - start) / 1e3)
        .with("answer_s", (answer - start) / 1e3)
        .answer(Integer.toString(ends.size()))
        .print(ends.size() == TASKS);
  }
}
