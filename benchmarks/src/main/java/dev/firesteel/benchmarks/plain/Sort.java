package dev.firesteel.benchmarks.plain;

import dev.firesteel.benchmarks.work.Written;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Two sorted runs, or more of a large file, merged into files by ranges of the key. */
final class Sort {
  private static final int BUFFER = 1 << 20;

  private final List<SortedRun> runs;
  private final Path out;

  private Sort(List<SortedRun> runs, Path out) {
    this.runs = runs;
    this.out = out;
  }

  static void run(String file, String out) throws IOException {
    long records = Files.size(Path.of(file)) / SortedRun.RECORD;
    int inRun = (int) Math.min((records + 1) / 2, SortedRun.MOST_RECORDS);
    List<Chunk> chunks = Chunk.of(file, inRun * SortedRun.RECORD);
    List<SortedRun> runs =
        TwoThreads.each(chunks.size(), chunk -> new SortedRun(chunks.get(chunk).mapped()));
    Path directory = Files.createDirectories(Path.of(out));
    TwoThreads.each(Written.SORTED_PARTITIONS, new Sort(runs, directory)::write);
  }

  /** Writes a partition; its path. */
  private Path write(int partition) {
    int[] next = new int[runs.size()];
    int[] ends = new int[runs.size()];
    for (int run = 0; run < next.length; run++) {
      next[run] = start(run, partition);
      ends[run] = start(run, partition + 1);
    }
    Path file = out.resolve(String.format(Locale.ROOT, "part-%05d", partition));
    byte[] record = new byte[SortedRun.RECORD];
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      for (int run = least(next, ends); run >= 0; run = least(next, ends)) {
        runs.get(run).read(next[run]++, record);
        stream.write(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Where a partition begins in a run: ranges are those of the first run, in equal parts. */
  private int start(int run, int partition) {
    SortedRun first = runs.get(0);
    if (partition == 0) {
      return 0;
    }
    if (partition == Written.SORTED_PARTITIONS) {
      return runs.get(run).size();
    }
    int quantile = (int) ((long) first.size() * partition / Written.SORTED_PARTITIONS);
    return runs.get(run).firstFrom(first.prefix(quantile));
  }

  /** The run whose next record comes first, or -1 when there is none. */
  private int least(int[] next, int[] ends) {
    int least = -1;
    for (int run = 0; run < next.length; run++) {
      if (next[run] < ends[run]
          && (least < 0 || runs.get(run).compare(next[run], runs.get(least), next[least]) < 0)) {
        least = run;
      }
    }
    return least;
  }
}
