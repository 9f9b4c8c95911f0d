package dev.firesteel.io.hadoop.commit;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.hadoop.commit.TaskReport.Left;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.jspecify.annotations.Nullable;

/**
 * A save by a committer of Hadoop's. On the driver: {@link #setUp} before any task, and then {@link
 * #commit} or {@link #abort}, by one thread. On executors: {@link #attempt} for each attempt.
 *
 * <p>Where MapReduce lets attempts ask for permission to commit, here the driver runs {@code
 * commitTask} for the attempts whose reports the scheduler took, and then {@code commitJob}: what
 * another attempt wrote is never committed, whenever it ends. {@link CommitKeys#COMMIT_TASKS} has
 * attempts commit themselves, for committers that cannot be told of a task from elsewhere.
 */
public final class HadoopCommit {
  private final JobConf settings;
  private final Committers committers;
  private final WriteContext save;
  private final JobID id;
  private @Nullable OutputCommitter committer;

  /** Makes the committer of an attempt, as an output format of Hadoop's or a factory does. */
  public interface Committers {
    /** A committer of the attempt's own. */
    OutputCommitter of(TaskAttemptContext attempt) throws IOException, InterruptedException;
  }

  /**
   * A save.
   *
   * @param settings the job's; copied
   */
  public HadoopCommit(Configuration settings, Committers committers, WriteContext save) {
    this.settings = new JobConf(settings);
    this.committers = committers;
    this.save = save;
    id = AttemptIds.job(save.job());
  }

  /** The job as Hadoop's classes know it. */
  public JobContext context() {
    return new JobContextImpl(settings, id);
  }

  /** Prepares the place, on the driver. */
  public void setUp() throws IOException {
    try {
      committer().setupJob(context());
    } catch (IOException | RuntimeException e) {
      try {
        abort();
      } catch (IOException | RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /**
   * Makes the output of the attempts that gave these reports visible.
   *
   * @param reports of the winners, by partition
   */
  public void commit(List<byte[]> reports) throws IOException {
    CommitThreads.forEach(reports.size(), partition -> commit(partition, reports.get(partition)));
    committer().commitJob(context());
  }

  private void commit(int partition, byte[] bytes) throws IOException {
    TaskReport report = TaskReport.decoded(bytes);
    if (report.left() == Left.NOTHING) {
      return;
    }
    TaskAttemptContext attempt = attemptContext(partition, report.attempt());
    OutputCommitter own = committer(attempt);
    // Hadoop's own committer takes an attempt that it does not see for one that wrote nothing.
    if (!own.needsTaskCommit(attempt)) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot commit "
              + attempt.getTaskAttemptID()
              + ": the driver does not see what this finished attempt wrote (write to storage that"
              + " all hosts share; for a committer that keeps it on the host's own disk, set "
              + CommitKeys.COMMIT_TASKS.name()
              + " to executor)");
    }
    own.commitTask(attempt);
  }

  /** Removes what the save wrote, as far as the committer does. */
  public void abort() throws IOException {
    committer().abortJob(context(), JobStatus.State.FAILED);
  }

  /**
   * Sets up one attempt of a partition, on an executor.
   *
   * @throws FiresteelException if the save has ended already
   */
  public TaskCommit attempt(int partition, long attempt) throws IOException {
    TaskAttemptContext context = attemptContext(partition, attempt);
    OutputCommitter own = committer(context);
    refuseAfterTheEnd(own);
    own.setupTask(context);
    return new TaskCommit(context, own, attempt, save.config().get(CommitKeys.COMMIT_TASKS));
  }

  /** A late attempt would make directories that nobody removes. */
  private void refuseAfterTheEnd(OutputCommitter own) throws IOException {
    if (!(own instanceof FileOutputCommitter files) || files.getOutputPath() == null) {
      return;
    }
    Path attempts = files.getJobAttemptPath(context());
    FileSystem storage = attempts.getFileSystem(settings);
    if (!storage.exists(attempts)) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot write to "
              + attempts
              + ": it is not there (the save has ended, or this host does not share the driver's"
              + " storage)");
    }
  }

  private OutputCommitter committer() throws IOException {
    OutputCommitter known = committer;
    if (known == null) {
      known = committer(attemptContext(0, 0));
      committer = known;
    }
    return known;
  }

  private OutputCommitter committer(TaskAttemptContext attempt) throws IOException {
    try {
      return committers.of(attempt);
    } catch (InterruptedException e) {
      throw CommitThreads.interrupted(e);
    }
  }

  private TaskAttemptContext attemptContext(int partition, long attempt) {
    return AttemptIds.attempt(new JobConf(settings), id, TaskType.REDUCE, partition, attempt);
  }
}
