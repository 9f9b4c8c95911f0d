package dev.firesteel.benchmarks.work;

import dev.firesteel.benchmarks.Figures;
import dev.firesteel.benchmarks.corpus.Corpus;
import java.util.function.LongSupplier;

/**
 * Counts lines that stay in memory, and those of them that are long.
 *
 * @param count counts all; the first time it reads them
 * @param longOnes counts those longer than {@link #LONG}
 */
public record Rescan(LongSupplier count, LongSupplier longOnes) {
  /** Characters that a long line exceeds. */
  public static final int LONG = 100;

  private static final int COUNTS = 9;
  private static final int FILTERS = 5;

  /** Prints how much of the corpus is counted in a second. */
  public void measure(Corpus corpus, Figures figures) {
    long lines = corpus.fact("lines");
    long start = System.nanoTime();
    boolean right = count.getAsLong() == lines;
    double load = Figures.seconds(start);
    double[] counts = new double[COUNTS];
    for (int i = 0; i < counts.length; i++) {
      start = System.nanoTime();
      right &= count.getAsLong() == lines;
      counts[i] = Figures.seconds(start);
    }
    double[] filters = new double[FILTERS];
    long found = 0;
    for (int i = 0; i < filters.length; i++) {
      start = System.nanoTime();
      long now = longOnes.getAsLong();
      filters[i] = Figures.seconds(start);
      right &= now > 0 && (i == 0 || now == found);
      found = now;
    }
    double gigabytes = corpus.fact("bytes") / 1e9;
    figures
        .with("load_s", load)
        .with("count_gb_per_s", gigabytes / Figures.median(counts))
        .with("filter_gb_per_s", gigabytes / Figures.median(filters))
        .with("executor_rss_mb", Memory.executorRssMb())
        .answer(lines + " " + found)
        .print(right);
  }
}
