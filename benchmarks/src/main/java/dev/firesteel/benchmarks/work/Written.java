package dev.firesteel.benchmarks.work;

import dev.firesteel.benchmarks.Figures;
import dev.firesteel.benchmarks.Outputs;
import dev.firesteel.benchmarks.corpus.Corpus;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A job that reads a corpus and writes files.
 *
 * @param corpus what it reads
 * @param out the directory it writes
 */
public record Written(Corpus corpus, Path out) {
  /** Partitions, and so files, of sorted records. */
  public static final int SORTED_PARTITIONS = 8;

  /** Bytes of a record that are its key. */
  public static final int KEY = 10;

  /** Reads a file and writes a directory. */
  public interface Job {
    /** Runs it. */
    void run(String file, String out) throws IOException;
  }

  /** Prints how fast the job counts words, and removes what it wrote. */
  public void wordCount(Job job, Figures figures) throws IOException {
    measure(job, figures);
    Outputs.Found words = Outputs.words(out);
    Outputs.delete(out);
    figures.answer(Long.toString(words.checksum())).print(words.matches(corpus, "words"));
  }

  /** Prints how fast the job sorts records, and removes what it wrote. */
  public void sort(Job job, Figures figures) throws IOException {
    measure(job, figures);
    Outputs.Found records = Outputs.sorted(out);
    Outputs.delete(out);
    figures
        .answer(records.count() + " " + records.checksum())
        .print(records.matches(corpus, "lines"));
  }

  private void measure(Job job, Figures figures) throws IOException {
    long start = System.nanoTime();
    job.run(corpus.file().toString(), out.toString());
    double seconds = Figures.seconds(start);
    figures
        .with("seconds", seconds)
        .with("mb_per_s", corpus.fact("bytes") / 1e6 / seconds)
        .with("peak_rss_mb", Memory.peakRssMb())
        .with("executor_peak_rss_mb", Memory.executorPeakRssMb());
  }
}
