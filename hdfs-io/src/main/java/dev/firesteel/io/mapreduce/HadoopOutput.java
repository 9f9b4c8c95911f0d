package dev.firesteel.io.mapreduce;

import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.hadoop.commit.HadoopCommit;
import dev.firesteel.io.hadoop.commit.TaskCommit;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.jspecify.annotations.Nullable;

/**
 * Output by any {@code OutputFormat} of Hadoop's {@code mapreduce} API, with the format's own
 * committer.
 *
 * <pre>{@code
 * counts.save(
 *     HadoopOutput.of(SequenceFileOutputFormat.class, Text.class, LongWritable.class)
 *         .path("hdfs:///counts")
 *         .records(pair -> new Text(pair.key()), pair -> new LongWritable(pair.value())));
 * }</pre>
 *
 * <p>The driver checks and sets up the job, commits the attempts that count and then the job.
 * Whether the place may exist is the format's word; most refuse it. A value: each method answers a
 * changed copy. One save at a time goes through one such object.
 *
 * @param <K> the records' keys
 * @param <V> the records' values
 * @param <T> the elements
 */
public final class HadoopOutput<
        K extends @Nullable Object, V extends @Nullable Object, T extends @Nullable Object>
    implements OutputFormat<T> {
  private static final long serialVersionUID = 1L;

  private final Class<? extends org.apache.hadoop.mapreduce.OutputFormat<K, V>> format;
  private final JobSettings given;
  private final String path;
  private final RecordPart<? super T, ? extends K> key;
  private final RecordPart<? super T, ? extends V> value;

  /** What writers get: made by {@link #prepare}, on the driver. */
  private volatile @Nullable JobSettings prepared;

  private transient volatile @Nullable DriverSave save;

  private HadoopOutput(
      Class<? extends org.apache.hadoop.mapreduce.OutputFormat<K, V>> format,
      JobSettings given,
      String path,
      RecordPart<? super T, ? extends K> key,
      RecordPart<? super T, ? extends V> value) {
    this.format = format;
    this.given = given;
    this.path = path;
    this.key = key;
    this.value = value;
  }

  /**
   * Output of {@link KeyValue}s by a format.
   *
   * @param key the class of keys, {@code Void} where they are null
   * @param value the class of values
   */
  @SuppressWarnings({"rawtypes", "unchecked"})
  public static <K extends @Nullable Object, V extends @Nullable Object>
      HadoopOutput<K, V, KeyValue<K, V>> of(
          Class<? extends org.apache.hadoop.mapreduce.OutputFormat> format,
          Class<? super K> key,
          Class<? super V> value) {
    return new HadoopOutput<>(
        (Class<? extends org.apache.hadoop.mapreduce.OutputFormat<K, V>>) (Class<?>) format,
        JobSettings.NONE
            .with(MRJobConfig.OUTPUT_KEY_CLASS, key.getName())
            .with(MRJobConfig.OUTPUT_VALUE_CLASS, value.getName()),
        "",
        KeyValue::key,
        KeyValue::value);
  }

  /**
   * Output as a job is configured: its format, its path, all its settings and credentials.
   *
   * @throws IllegalArgumentException if the job's format is not on the class path
   */
  public static <K extends @Nullable Object, V extends @Nullable Object>
      HadoopOutput<K, V, KeyValue<K, V>> of(Job job, Class<? super K> key, Class<? super V> value) {
    try {
      HadoopOutput<K, V, KeyValue<K, V>> output = of(job.getOutputFormatClass(), key, value);
      return output.settings(job.getConfiguration());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "Cannot use the job's output format: " + e.getMessage(), e);
    }
  }

  /** Writes to this directory: a path or URI. */
  public HadoopOutput<K, V, T> path(String directory) {
    return new HadoopOutput<>(format, given, directory, key, value);
  }

  /** Sets a setting of Hadoop's or the format's, stronger than the application's. */
  public HadoopOutput<K, V, T> set(String name, String setting) {
    return new HadoopOutput<>(format, given.with(name, setting), path, key, value);
  }

  /** Sets all that differs from Hadoop's defaults in a configuration; takes its credentials. */
  public HadoopOutput<K, V, T> settings(Configuration configuration) {
    return new HadoopOutput<>(format, given.with(JobSettings.of(configuration)), path, key, value);
  }

  /** Makes a record of each element: its key and its value. */
  public <U extends @Nullable Object> HadoopOutput<K, V, U> records(
      RecordPart<? super U, ? extends K> keyOf, RecordPart<? super U, ? extends V> valueOf) {
    return new HadoopOutput<>(format, given, path, keyOf, valueOf);
  }

  @Override
  public void prepare(WriteContext context) throws IOException {
    Job job = Job.getInstance(given.onDriver(context.config()).configuration());
    try {
      if (!path.isEmpty()) {
        FileOutputFormat.setOutputPath(job, new Path(path));
      }
      Formats.create(format, job.getConfiguration()).checkOutputSpecs(job);
      prepared = JobSettings.of(job.getConfiguration());
      save = DriverSave.begin(job, commit(job.getConfiguration(), context));
    } catch (IOException | RuntimeException | LinkageError e) {
      throw Formats.failed("write to", place(), format, e);
    } catch (InterruptedException e) {
      throw Formats.interrupted(e);
    }
  }

  private HadoopCommit commit(Configuration settings, WriteContext context) {
    return new HadoopCommit(
        settings,
        attempt -> Formats.create(format, attempt.getConfiguration()).getOutputCommitter(attempt),
        context);
  }

  @Override
  public PartitionWriter<T> open(int partition, long attempt, WriteContext context) {
    JobSettings job = prepared;
    if (job == null) {
      throw new IllegalStateException("opened before it was prepared");
    }
    JobConf settings = job.configuration();
    try {
      org.apache.hadoop.mapreduce.OutputFormat<K, V> own = Formats.create(format, settings);
      TaskCommit task =
          new HadoopCommit(settings, own::getOutputCommitter, context).attempt(partition, attempt);
      return RecordsWriter.open(own, key, value, task);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw Formats.failed("write to", place(), format, e);
    }
  }

  @Override
  public void commit(List<byte[]> commits, WriteContext context) {
    DriverSave begun = save;
    if (begun == null) {
      throw new IllegalStateException("committed before it was prepared");
    }
    try {
      begun.commit(commits);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw Formats.failed("commit", place(), format, e);
    }
  }

  @Override
  public void abort(WriteContext context) {
    DriverSave begun = save;
    if (begun != null) {
      try {
        begun.abort();
      } catch (IOException | RuntimeException | LinkageError e) {
        throw Formats.failed("clean up", place(), format, e);
      }
    }
  }

  private String place() {
    return path.isEmpty() ? "the output" : path;
  }

  @Override
  public String describe() {
    return path.isEmpty() ? format.getSimpleName() : format.getSimpleName() + " " + path;
  }
}
