package dev.firesteel.it.hdfs;

import java.io.PrintStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/**
 * MapReduce's own readers in a JVM of their own: for each directory, the number of records of all
 * splits and the sum of their hash codes.
 */
public final class PeerReaders {
  private PeerReaders() {}

  /** Reads {@code text} or {@code sequence} files of the directories that follow. */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    for (int i = 1; i < args.length; i++) {
      Configuration conf = new Configuration();
      conf.set("mapreduce.input.fileinputformat.inputdir", args[i]);
      conf.setLong("mapreduce.input.fileinputformat.split.maxsize", 300_000);
      conf.set("io.serializations", "org.apache.hadoop.io.serializer.WritableSerialization");
      out.println(
          "totals "
              + (args[0].equals("text")
                  ? totals(new TextInputFormat(), conf, false)
                  : totals(new SequenceFileInputFormat<Object, Object>(), conf, true)));
    }
  }

  private static <K, V> String totals(InputFormat<K, V> format, Configuration conf, boolean keys)
      throws Exception {
    long records = 0;
    long hash = 0;
    TaskAttemptContext task = new TaskAttemptContextImpl(conf, new TaskAttemptID());
    for (InputSplit split : format.getSplits(new JobContextImpl(conf, new JobID("peer", 1)))) {
      try (RecordReader<K, V> reader = format.createRecordReader(split, task)) {
        reader.initialize(split, task);
        while (reader.nextKeyValue()) {
          records++;
          hash += String.valueOf(reader.getCurrentValue()).hashCode();
          hash += keys ? String.valueOf(reader.getCurrentKey()).hashCode() : 0;
        }
      }
    }
    return records + " " + hash;
  }
}
