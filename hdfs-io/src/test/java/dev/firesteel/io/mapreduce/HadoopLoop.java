package dev.firesteel.io.mapreduce;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/** What Hadoop itself reads: the loop of a map task. */
final class HadoopLoop {
  private HadoopLoop() {}

  /** Each record as {@code key=value}. */
  static List<String> read(Job job) throws Exception {
    InputFormat<?, ?> format =
        ReflectionUtils.newInstance(job.getInputFormatClass(), job.getConfiguration());
    return read(job, format);
  }

  private static <K, V> List<String> read(Job job, InputFormat<K, V> format) throws Exception {
    TaskAttemptContext task =
        new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID());
    List<String> records = new ArrayList<>();
    for (InputSplit split : format.getSplits(job)) {
      try (RecordReader<K, V> reader = format.createRecordReader(split, task)) {
        reader.initialize(split, task);
        while (reader.nextKeyValue()) {
          records.add(reader.getCurrentKey() + "=" + reader.getCurrentValue());
        }
      }
    }
    return records;
  }
}
