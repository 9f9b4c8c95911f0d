package dev.firesteel.benchmarks;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Session;
import java.util.List;

/** What the engine costs where there is no work. */
final class Overhead {
  private static final int WARM_UP_JOBS = 500;

  private Overhead() {}

  /** One job of tasks that do nothing, after a small one to warm up. */
  static void emptyTasks(Session session, int tasks, Figures figures) {
    session.parallelize(Bench.ints(2_000), 2_000).foreachPartition(elements -> {});
    long start = System.nanoTime();
    Dataset<Integer> numbers = session.parallelize(Bench.ints(tasks), tasks);
    numbers.foreachPartition(elements -> {});
    double seconds = Figures.seconds(start);
    figures
        .with("tasks", tasks)
        .with("seconds", seconds)
        .with("tasks_per_s", tasks / seconds)
        .print(true);
  }

  /** Jobs of two tasks, one after the other. */
  static void smallJobs(Session session, int jobs, Figures figures) {
    List<Integer> data = Bench.ints(100);
    for (int i = 0; i < WARM_UP_JOBS; i++) {
      session.parallelize(data, 2).count();
    }
    double[] millis = new double[jobs];
    long wrong = 0;
    for (int i = 0; i < jobs; i++) {
      long start = System.nanoTime();
      if (session.parallelize(data, 2).count() != data.size()) {
        wrong++;
      }
      millis[i] = Figures.seconds(start) * 1e3;
    }
    figures
        .with("jobs", jobs)
        .with("median_ms", Figures.median(millis))
        .with("p99_ms", Figures.percentile(millis, 0.99))
        .with("max_ms", Figures.percentile(millis, 1))
        .print(wrong == 0);
  }
}
