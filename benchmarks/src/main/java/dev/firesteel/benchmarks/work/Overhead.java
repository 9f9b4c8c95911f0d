package dev.firesteel.benchmarks.work;

import dev.firesteel.benchmarks.Figures;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** What an engine costs where there is no work. */
public final class Overhead {
  private static final int WARM_UP_TASKS = 2_000;
  private static final int WARM_UP_JOBS = 500;

  private Overhead() {}

  /**
   * One job of tasks that do nothing, after a small one to warm up.
   *
   * @param job runs so many tasks
   */
  public static void emptyTasks(int tasks, IntConsumer job, Figures figures) {
    Runnable small = () -> job.accept(2);
    job.accept(WARM_UP_TASKS);
    long before = Memory.usedAfterCollections(small);
    long start = System.nanoTime();
    job.accept(tasks);
    double seconds = Figures.seconds(start);
    long kept = Memory.usedAfterCollections(small) - before;
    figures
        .with("tasks", tasks)
        .with("seconds", seconds)
        .with("tasks_per_s", tasks / seconds)
        .with("driver_kb_per_1000_tasks", kept / (double) tasks)
        .with("executor_rss_mb", Memory.executorRssMb())
        .answer(Integer.toString(tasks))
        .print(true);
  }

  /**
   * Jobs one after the other.
   *
   * @param job counts {@code elements} in two tasks
   */
  public static void smallJobs(int jobs, int elements, LongSupplier job, Figures figures) {
    long warmUp = 0;
    for (int i = 0; i < WARM_UP_JOBS; i++) {
      warmUp += job.getAsLong();
    }
    double[] millis = new double[jobs];
    long counted = 0;
    for (int i = 0; i < jobs; i++) {
      long start = System.nanoTime();
      counted += job.getAsLong();
      millis[i] = Figures.seconds(start) * 1e3;
    }
    figures
        .with("jobs", jobs)
        .with("median_ms", Figures.median(millis))
        .with("p99_ms", Figures.percentile(millis, 0.99))
        .with("max_ms", Figures.percentile(millis, 1))
        .answer(Long.toString(counted))
        .print(counted == (long) jobs * elements && warmUp == (long) WARM_UP_JOBS * elements);
  }
}
