package dev.firesteel.io.hadoop.commit;

import dev.firesteel.io.hadoop.commit.TaskReport.Left;
import java.io.IOException;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * One attempt's side of a committer: it is set up, and ends in a report or is aborted. For one
 * thread.
 */
public final class TaskCommit {
  private final TaskAttemptContext context;
  private final OutputCommitter committer;
  private final long attempt;
  private final CommitPlace place;

  TaskCommit(
      TaskAttemptContext context, OutputCommitter committer, long attempt, CommitPlace place) {
    this.context = context;
    this.committer = committer;
    this.attempt = attempt;
    this.place = place;
  }

  /** The attempt as Hadoop's classes know it. */
  public TaskAttemptContext context() {
    return context;
  }

  /** Its committer; a {@code PathOutputCommitter} tells where to write. */
  public OutputCommitter committer() {
    return committer;
  }

  /** What the driver must know to commit the attempt, once all it wrote is closed. */
  public byte[] report() throws IOException {
    Left left = committer.needsTaskCommit(context) ? Left.COMMIT : Left.NOTHING;
    if (left == Left.COMMIT && place == CommitPlace.EXECUTOR) {
      committer.commitTask(context);
      left = Left.NOTHING;
    }
    return new TaskReport(attempt, left).encoded();
  }

  /** Removes what the attempt wrote. */
  public void abort() throws IOException {
    committer.abortTask(context);
  }
}
