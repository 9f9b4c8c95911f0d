package dev.firesteel.io.hadoop.commit;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/** Names jobs, tasks and attempts as MapReduce does. */
public final class AttemptIds {
  private AttemptIds() {}

  /**
   * The id of a job.
   *
   * @param name unique among all jobs that use the same storage
   */
  public static JobID job(String name) {
    // An underscore ends a part of an id.
    return new JobID(name.replace('_', '-'), 0);
  }

  /**
   * The context of one attempt of a task, which the configuration names too, as formats expect.
   *
   * @param settings of the attempt's own: it is changed
   * @param attempt unique among the task's attempts
   */
  public static TaskAttemptContext attempt(
      Configuration settings, JobID job, TaskType type, int task, long attempt) {
    TaskID taskId = new TaskID(job, type, task);
    TaskAttemptID id = new TaskAttemptID(taskId, (int) (attempt & Integer.MAX_VALUE));
    settings.set(MRJobConfig.ID, job.toString());
    settings.set(MRJobConfig.TASK_ID, taskId.toString());
    settings.set(MRJobConfig.TASK_ATTEMPT_ID, id.toString());
    settings.setBoolean(MRJobConfig.TASK_ISMAP, type == TaskType.MAP);
    settings.setInt(MRJobConfig.TASK_PARTITION, task);
    return new TaskAttemptContextImpl(settings, id);
  }
}
