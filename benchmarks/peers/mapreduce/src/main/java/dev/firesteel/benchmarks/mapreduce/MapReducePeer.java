package dev.firesteel.benchmarks.mapreduce;

import dev.firesteel.benchmarks.work.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCounter;

/** The benchmarks' jobs, for MapReduce; those that are not meaningful there are left out. */
record MapReducePeer(String master, Configuration configuration) implements Peer {
  @Override
  public long count(int numbers) {
    try {
      Job job = run(Numbers.job(configuration, numbers));
      return job.getCounters().findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void wordCount(String file, String out) throws IOException {
    run(WordCount.job(configuration, file, out));
  }

  @Override
  public void sort(String file, String out) throws IOException {
    run(Sort.job(configuration, file, out));
  }

  private static Job run(Job job) throws IOException {
    try {
      if (!job.waitForCompletion(false)) {
        throw new IOException("Job " + job.getJobName() + " failed (see the log above)");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } catch (ClassNotFoundException e) {
      throw new IOException("A class of the job is not on the class path", e);
    }
    return job;
  }
}
