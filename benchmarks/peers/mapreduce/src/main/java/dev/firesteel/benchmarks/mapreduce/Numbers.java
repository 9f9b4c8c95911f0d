package dev.firesteel.benchmarks.mapreduce;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;

/** Numbers in two splits, which maps that do nothing read: what others call parallelize. */
public final class Numbers extends InputFormat<IntWritable, NullWritable> {
  private static final String COUNT = "bench.numbers";

  static Job job(Configuration configuration, int numbers) throws IOException {
    Job job = Job.getInstance(configuration, "numbers");
    job.getConfiguration().setInt(COUNT, numbers);
    job.setInputFormatClass(Numbers.class);
    job.setMapperClass(Nothing.class);
    job.setNumReduceTasks(0);
    job.setOutputFormatClass(NullOutputFormat.class);
    return job;
  }

  @Override
  public List<InputSplit> getSplits(JobContext context) {
    int numbers = context.getConfiguration().getInt(COUNT, 0);
    return List.of(new Range(0, numbers / 2), new Range(numbers / 2, numbers));
  }

  @Override
  public RecordReader<IntWritable, NullWritable> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new Reader();
  }

  /** Numbers from one to before another. */
  public static final class Range extends InputSplit implements Writable {
    private int from;
    private int to;

    /** To be read into. */
    public Range() {}

    Range(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public long getLength() {
      return (long) to - from;
    }

    @Override
    public String[] getLocations() {
      return new String[0];
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeInt(from);
      out.writeInt(to);
    }

    @Override
    public void readFields(DataInput in) throws IOException {
      from = in.readInt();
      to = in.readInt();
    }
  }

  /** Does nothing with each number. */
  public static final class Nothing
      extends Mapper<IntWritable, NullWritable, NullWritable, NullWritable> {
    @Override
    protected void map(IntWritable key, NullWritable value, Context context) {}
  }

  private static final class Reader extends RecordReader<IntWritable, NullWritable> {
    private final IntWritable key = new IntWritable();
    private int next;
    private int to;

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context) {
      next = ((Range) split).from;
      to = ((Range) split).to;
    }

    @Override
    public boolean nextKeyValue() {
      if (next == to) {
        return false;
      }
      key.set(next++);
      return true;
    }

    @Override
    public IntWritable getCurrentKey() {
      return key;
    }

    @Override
    public NullWritable getCurrentValue() {
      return NullWritable.get();
    }

    @Override
    public float getProgress() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
