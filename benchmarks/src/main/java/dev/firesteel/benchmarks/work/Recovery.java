package dev.firesteel.benchmarks.work;

import dev.firesteel.benchmarks.Figures;
import dev.firesteel.benchmarks.Outputs;
import dev.firesteel.benchmarks.corpus.Mix;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A job of one shuffle whose tasks compute for a while, so that a lost executor costs the same work
 * in each engine: {@link #TASKS} tasks make pairs, as many take their sums by key.
 *
 * @param rounds steps of a task's computation
 * @param ended a directory in which each task that took sums leaves a file
 */
public record Recovery(long rounds, String ended) implements Serializable {
  /** Tasks of each of the two stages. */
  public static final int TASKS = 24;

  /** Pairs that a task makes. */
  public static final int PAIRS = 20_000;

  /** Different keys. */
  public static final int KEYS = 100_000;

  private static final long FULL = 80_000_000;
  private static final long LEAST = 10_000_000; // else the job ends before anything can be lost

  /** Computes, as a task has to before its real work. */
  public void compute() {
    long state = rounds;
    for (long i = 0; i < rounds; i++) {
      state = Mix.mix(state);
    }
    if (state == 0) {
      throw new IllegalStateException("The numbers ran out"); // never: the compiler must not know
    }
  }

  /** Notes the end of a task that took sums. */
  public void end() {
    try {
      Files.createTempFile(Path.of(ended), "task-", "");
    } catch (IOException e) {
      throw new IllegalStateException("Cannot note the end of a task: " + e.getMessage(), e);
    }
  }

  /**
   * Runs the job three times, the third time with the loss of an executor, and prints what it cost.
   *
   * @param scratch a directory for this, removed at the end
   */
  public static void measure(
      double scale, Path scratch, Function<Recovery, Sums> job, Figures figures)
      throws IOException {
    if (Memory.executors().size() < 2) {
      throw new IllegalArgumentException(
          "Cannot lose an executor: there are not two in processes of this machine (use --master"
              + " 'local-cluster[2,1,2048]')");
    }
    Files.createDirectories(scratch);
    Recovery work =
        new Recovery(Math.max(LEAST, (long) (FULL * scale)), scratch.toAbsolutePath().toString());
    Sums first = job.apply(work); // warms up
    long start = System.nanoTime();
    boolean right = job.apply(work).equals(first);
    double undisturbed = Figures.seconds(start);
    Outputs.delete(scratch);
    Files.createDirectories(scratch);
    start = System.nanoTime();
    double seconds;
    try (ExecutorLoss loss = new ExecutorLoss(scratch, TASKS / 3)) {
      right &= job.apply(work).equals(first);
      seconds = Figures.seconds(start);
      right &= loss.happened();
    }
    Outputs.delete(scratch);
    figures
        .with("seconds", seconds)
        .with("undisturbed_s", undisturbed)
        .with("recovery_s", seconds - undisturbed)
        .answer(first.keys() + " " + first.checksum())
        .print(right && first.equals(Sums.expected(TASKS * PAIRS, KEYS)));
  }
}
