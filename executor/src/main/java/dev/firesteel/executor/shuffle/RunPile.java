package dev.firesteel.executor.shuffle;

import dev.firesteel.executor.spill.ChunkWriter;
import dev.firesteel.executor.spill.DiskFailure;
import dev.firesteel.executor.spill.SpillRun;
import dev.firesteel.executor.spill.Workspace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Spilled runs, each cut by partition, that become one file by copying: chunk streams may be
 * concatenated.
 */
final class RunPile implements AutoCloseable {
  /** Open files at a time. */
  private static final int MOST_RUNS = 64;

  private final Workspace workspace;
  private final int partitions;
  private final List<SpillRun> runs = new ArrayList<>();
  private final List<RandomAccessFile> open = new ArrayList<>();

  RunPile(Workspace workspace, int partitions) {
    this.workspace = workspace;
    this.partitions = partitions;
  }

  /** Writes a run. */
  void spill(SpillRun.Content content) throws Exception {
    if (runs.size() == MOST_RUNS) {
      SpillRun one = SpillRun.write(workspace, partitions, this::copy);
      close();
      runs.add(one);
    }
    runs.add(SpillRun.write(workspace, partitions, content));
  }

  /** Writes the runs and behind them the rest, partition by partition. */
  long[] writeTo(ChunkWriter writer, SpillRun.Content rest) throws Exception {
    long[] offsets = new long[partitions + 1];
    for (int part = 0; part < partitions; part++) {
      copy(part, writer);
      rest.write(part, writer);
      offsets[part + 1] = writer.cut();
    }
    return offsets;
  }

  /** Writes the runs' parts of one partition. To be called right after a cut. */
  void copy(int part, ChunkWriter writer) {
    for (int i = 0; i < runs.size(); i++) {
      SpillRun run = runs.get(i);
      if (open.size() == i) {
        open.add(open(run));
      }
      if (run.length(part) > 0) {
        writer.copy(run.file(), open.get(i), run.offsets()[part], run.length(part));
      }
    }
  }

  private static RandomAccessFile open(SpillRun run) {
    try {
      return new RandomAccessFile(run.file().toFile(), "r");
    } catch (IOException e) {
      throw DiskFailure.reading(run.file(), e);
    }
  }

  @Override
  public void close() {
    for (RandomAccessFile file : open) {
      try {
        file.close();
      } catch (IOException e) {
        // it was only read
      }
    }
    open.clear();
    runs.forEach(SpillRun::close);
    runs.clear();
  }
}
