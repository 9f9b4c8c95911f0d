package dev.firesteel.benchmarks.mapreduce;

import dev.firesteel.benchmarks.work.Written;
import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;

/** Lines as their key and their rest. */
public final class Records extends FileInputFormat<Text, Text> {
  @Override
  public RecordReader<Text, Text> createRecordReader(InputSplit split, TaskAttemptContext context) {
    return new Reader();
  }

  private static final class Reader extends RecordReader<Text, Text> {
    private final LineRecordReader lines = new LineRecordReader();
    private Text key = new Text();
    private Text rest = new Text();

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context) throws IOException {
      lines.initialize(split, context);
    }

    @Override
    public boolean nextKeyValue() throws IOException {
      if (!lines.nextKeyValue()) {
        return false;
      }
      Text line = lines.getCurrentValue();
      key = new Text(); // the sampler keeps them
      rest = new Text();
      key.set(line.getBytes(), 0, Written.KEY);
      rest.set(line.getBytes(), Written.KEY, line.getLength() - Written.KEY);
      return true;
    }

    @Override
    public Text getCurrentKey() {
      return key;
    }

    @Override
    public Text getCurrentValue() {
      return rest;
    }

    @Override
    public float getProgress() throws IOException {
      return lines.getProgress();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
