package dev.firesteel.io.hadoop.commit;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.hadoop.HadoopPaths;
import dev.firesteel.io.hadoop.HadoopSettings;
import dev.firesteel.io.storage.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;

/**
 * A save of files to a directory by the committer that Hadoop's settings name for its file system.
 *
 * @see PathOutputCommitterFactory
 */
public final class DirectoryCommit {
  private final Location directory;
  private final Path path;
  private final WriteContext save;
  private final HadoopCommit commit;
  private final Configuration settings;

  /**
   * A save.
   *
   * @param settings Hadoop's settings that do not have their default
   */
  public DirectoryCommit(
      Location directory, SortedMap<String, String> settings, WriteContext save) {
    this.directory = directory;
    this.settings = HadoopSettings.configuration(settings);
    // Some committers remove the mark of what was there before when they begin: it is not theirs.
    this.settings.setBoolean(FileOutputCommitter.SUCCESSFUL_JOB_OUTPUT_DIR_MARKER, false);
    this.path = HadoopPaths.path(directory);
    this.save = save;
    this.commit =
        new HadoopCommit(
            this.settings,
            attempt -> PathOutputCommitterFactory.createCommitter(this.path, attempt),
            save);
  }

  /**
   * Prepares the place, on the driver.
   *
   * @throws FiresteelException if the committer would show files before the save has succeeded
   */
  public void setUp() throws IOException {
    if (save.config().get(CommitKeys.COMMIT_TASKS) == CommitPlace.EXECUTOR) {
      refuseEarlyFiles();
    }
    commit.setUp();
  }

  private void refuseEarlyFiles() throws IOException {
    JobContext job = commit.context();
    JobConf copy = new JobConf(job.getConfiguration());
    TaskAttemptContext any =
        AttemptIds.attempt(copy, AttemptIds.job(save.job()), TaskType.REDUCE, 0, 0);
    if (PathOutputCommitterFactory.createCommitter(path, any) instanceof FileOutputCommitter files
        && files.isCommitJobRepeatable(job)) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot write to "
              + directory
              + ": tasks are to be committed by executors, and Hadoop's file output committer with"
              + " algorithm 2 puts their files into the output before the save has succeeded (set "
              + CommitKeys.COMMIT_TASKS.name()
              + " to driver, or firesteel.hadoop.mapreduce.fileoutputcommitter.algorithm.version to"
              + " 1)");
    }
  }

  /** Makes the output of the attempts that gave these reports visible. */
  public void commit(List<byte[]> reports) throws IOException {
    commit.commit(reports);
  }

  /** Removes what the save wrote, as far as the committer does. */
  public void abort() throws IOException {
    commit.abort();
  }

  /**
   * A new file of an attempt.
   *
   * @param file where it lies until it is committed
   * @param out writes it
   * @param task its end
   */
  public record Attempt(Location file, OutputStream out, TaskCommit task) {}

  /**
   * Begins an attempt of a partition, on an executor.
   *
   * @param name the file's name in the output
   */
  public Attempt attempt(int partition, long attempt, String name) throws IOException {
    TaskCommit task = commit.attempt(partition, attempt);
    Path work = ((PathOutputCommitter) task.committer()).getWorkPath();
    if (work == null) {
      throw new IOException(task.committer().getClass().getName() + " tells no work path");
    }
    Path file = new Path(work, name);
    try {
      OutputStream out = file.getFileSystem(settings).create(file, false);
      return new Attempt(HadoopPaths.location(file, directory), out, task);
    } catch (IOException | RuntimeException e) {
      try {
        task.abort();
      } catch (IOException | RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }
}
