package dev.firesteel.benchmarks.mapreduce;

import dev.firesteel.benchmarks.work.Written;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.partition.InputSampler;
import org.apache.hadoop.mapreduce.lib.partition.TotalOrderPartitioner;

/** As Hadoop's TeraSort: the framework sorts, a sample of the keys cuts the ranges. */
public final class Sort {
  private static final int SAMPLES = 20_000;
  private static final int SPLITS_SAMPLED = 4;

  private Sort() {}

  static Job job(Configuration configuration, String file, String out) throws IOException {
    Job job = Job.getInstance(configuration, "sort");
    job.setInputFormatClass(Records.class);
    job.setMapperClass(Mapper.class);
    job.setReducerClass(Lines.class);
    job.setMapOutputKeyClass(Text.class);
    job.setMapOutputValueClass(Text.class);
    job.setNumReduceTasks(Written.SORTED_PARTITIONS);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(NullWritable.class);
    FileInputFormat.addInputPath(job, new Path(file));
    FileOutputFormat.setOutputPath(job, new Path(out));
    job.setPartitionerClass(TotalOrderPartitioner.class);
    Path ranges = new Path(configuration.get("hadoop.tmp.dir"), "ranges");
    TotalOrderPartitioner.setPartitionFile(job.getConfiguration(), ranges);
    try {
      InputSampler.writePartitionFile(
          job, new InputSampler.SplitSampler<Text, Text>(SAMPLES, SPLITS_SAMPLED));
    } catch (ClassNotFoundException e) {
      throw new IOException("A class of the job is not on the class path", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
    return job;
  }

  /** Joins key and rest to a line, for the text output would put a tab between them. */
  public static final class Lines extends Reducer<Text, Text, Text, NullWritable> {
    private final Text line = new Text();

    @Override
    protected void reduce(Text key, Iterable<Text> rests, Context context)
        throws IOException, InterruptedException {
      for (Text rest : rests) {
        line.set(key.getBytes(), 0, key.getLength());
        line.append(rest.getBytes(), 0, rest.getLength());
        context.write(line, NullWritable.get());
      }
    }
  }
}
