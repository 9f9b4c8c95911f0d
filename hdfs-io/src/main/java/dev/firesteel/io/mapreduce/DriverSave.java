package dev.firesteel.io.mapreduce;

import dev.firesteel.io.hadoop.commit.HadoopCommit;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.jspecify.annotations.Nullable;

/**
 * A save on the driver. Hadoop's committers leave the output directory behind when a job fails, and
 * in it what they moved there before a commit failed; if the save made the directory, it goes too.
 */
final class DriverSave {
  private final HadoopCommit commit;
  private final @Nullable Path created;
  private final FileSystem storage;
  private boolean committing;

  private DriverSave(HadoopCommit commit, @Nullable Path created, FileSystem storage) {
    this.commit = commit;
    this.created = created;
    this.storage = storage;
  }

  /** Sets the job up. */
  static DriverSave begin(JobContext job, HadoopCommit commit) throws IOException {
    Path target = FileOutputFormat.getOutputPath(job);
    FileSystem storage =
        target == null
            ? FileSystem.get(job.getConfiguration())
            : target.getFileSystem(job.getConfiguration());
    DriverSave save =
        new DriverSave(commit, target == null || storage.exists(target) ? null : target, storage);
    try {
      commit.setUp();
      return save;
    } catch (IOException | RuntimeException e) {
      try {
        save.removeDirectory();
      } catch (IOException | RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  void commit(List<byte[]> reports) throws IOException {
    committing = true;
    commit.commit(reports);
  }

  void abort() throws IOException {
    try {
      commit.abort();
    } finally {
      removeDirectory();
    }
  }

  private void removeDirectory() throws IOException {
    if (created == null || !storage.exists(created)) {
      return;
    }
    if (committing || !storage.listStatusIterator(created).hasNext()) {
      storage.delete(created, true);
    }
  }
}
