package dev.firesteel.io.mapreduce;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.io.hadoop.commit.AttemptIds;
import dev.firesteel.io.mapreduce.Records.Parts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.jspecify.annotations.Nullable;

/**
 * Input by any {@code InputFormat} of Hadoop's {@code mapreduce} API: Parquet, Avro, ORC and every
 * other whose jar the program brings.
 *
 * <pre>{@code
 * session.read(
 *     HadoopInput.of(AvroParquetInputFormat.class, Void.class, GenericRecord.class)
 *         .path("hdfs:///events")
 *         .records((nothing, event) -> event.get("name").toString()));
 * }</pre>
 *
 * <p>Splits are those of the format, planned on the driver with its Hadoop settings; each is a
 * partition. Settings that planning itself makes reach the readers, as in MapReduce. A value: each
 * method answers a changed copy.
 *
 * @param <K> the records' keys
 * @param <V> the records' values
 * @param <T> the elements
 */
public final class HadoopInput<
        K extends @Nullable Object, V extends @Nullable Object, T extends @Nullable Object>
    implements InputFormat<T, HadoopSplit> {
  private static final long serialVersionUID = 1L;

  private final Class<? extends org.apache.hadoop.mapreduce.InputFormat<K, V>> format;
  private final JobSettings given;
  private final List<String> paths;
  private final Records<K, V, T> records;

  /** What readers get: made by planning, on the driver. */
  private volatile @Nullable JobSettings planned;

  private HadoopInput(
      Class<? extends org.apache.hadoop.mapreduce.InputFormat<K, V>> format,
      JobSettings given,
      List<String> paths,
      Records<K, V, T> records) {
    this.format = format;
    this.given = given;
    this.paths = List.copyOf(paths);
    this.records = records;
  }

  /**
   * Input by a format, each element a copy of the record's key and value.
   *
   * @param key the class of the format's keys, {@code Void} where they are null
   * @param value the class of its values
   */
  @SuppressWarnings({"rawtypes", "unchecked"})
  public static <K extends @Nullable Object, V extends @Nullable Object>
      HadoopInput<K, V, KeyValue<K, V>> of(
          Class<? extends org.apache.hadoop.mapreduce.InputFormat> format,
          Class<? super K> key,
          Class<? super V> value) {
    return new HadoopInput<>(
        (Class<? extends org.apache.hadoop.mapreduce.InputFormat<K, V>>) (Class<?>) format,
        JobSettings.NONE,
        List.of(),
        new Records<>(key, value, KeyValue::new, Parts.COPIED));
  }

  /**
   * Input as a job is configured: its format, its paths, all its settings and credentials.
   *
   * @throws IllegalArgumentException if the job's format is not on the class path
   */
  public static <K extends @Nullable Object, V extends @Nullable Object>
      HadoopInput<K, V, KeyValue<K, V>> of(Job job, Class<? super K> key, Class<? super V> value) {
    try {
      HadoopInput<K, V, KeyValue<K, V>> input = of(job.getInputFormatClass(), key, value);
      return input.settings(job.getConfiguration());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("Cannot use the job's input format: " + e.getMessage(), e);
    }
  }

  /**
   * Reads these paths too.
   *
   * @param text paths or URIs separated by commas; files, directories and globs. Which files of a
   *     directory are read is the format's word
   */
  public HadoopInput<K, V, T> path(String text) {
    List<String> more = new ArrayList<>(paths);
    more.add(text);
    return new HadoopInput<>(format, given, more, records);
  }

  /** Sets a setting of Hadoop's or the format's, stronger than the application's. */
  public HadoopInput<K, V, T> set(String name, String value) {
    return new HadoopInput<>(format, given.with(name, value), paths, records);
  }

  /** Sets all that differs from Hadoop's defaults in a configuration; takes its credentials. */
  public HadoopInput<K, V, T> settings(Configuration configuration) {
    return new HadoopInput<>(format, given.with(JobSettings.of(configuration)), paths, records);
  }

  /**
   * Makes elements of the reader's own objects. Most readers give the same objects for each record,
   * so the function must not keep them, nor answer them: it takes from them what it needs.
   */
  public <U extends @Nullable Object> HadoopInput<K, V, U> records(
      RecordFunction<? super K, ? super V, ? extends U> function) {
    return made(function, Parts.LIVE);
  }

  /**
   * Makes elements of copies of keys and values, which the function may keep or answer. Writables
   * can be copied, and what a serialization in Hadoop's {@code io.serializations} takes.
   */
  public <U extends @Nullable Object> HadoopInput<K, V, U> copies(
      RecordFunction<? super K, ? super V, ? extends U> function) {
    return made(function, Parts.COPIED);
  }

  private <U extends @Nullable Object> HadoopInput<K, V, U> made(
      RecordFunction<? super K, ? super V, ? extends U> function, Parts parts) {
    return new HadoopInput<>(
        format, given, paths, new Records<>(records.key(), records.value(), function, parts));
  }

  @Override
  public List<HadoopSplit> plan(PlanContext context) throws IOException {
    Job job = Job.getInstance(given.onDriver(context.config()).configuration());
    job.setJobID(AttemptIds.job(UUID.randomUUID().toString()));
    try {
      for (String path : paths) {
        FileInputFormat.addInputPaths(job, path);
      }
      List<InputSplit> found = Formats.create(format, job.getConfiguration()).getSplits(job);
      SplitCodec codec = new SplitCodec(job.getConfiguration());
      List<HadoopSplit> splits = new ArrayList<>(found.size());
      for (InputSplit each : found) {
        splits.add(codec.encode(splits.size(), each));
      }
      planned =
          JobSettings.of(job.getConfiguration())
              .with("mapreduce.job.id", job.getJobID().toString());
      return splits;
    } catch (IOException | RuntimeException | LinkageError e) {
      throw Formats.failed("read", place(), format, e);
    } catch (InterruptedException e) {
      throw Formats.interrupted(e);
    }
  }

  @Override
  public void write(HadoopSplit split, SplitOutput out) throws IOException {
    split.write(out);
  }

  @Override
  public HadoopSplit read(SplitInput in) throws IOException {
    return HadoopSplit.read(in);
  }

  @Override
  public Cursor<T> open(HadoopSplit split, ReadContext context) throws IOException {
    JobConf settings = configuration();
    TaskAttemptContext attempt = attempt(settings, split);
    ReadBytes bytes = new ReadBytes(context);
    OpenSplit open = decoded(split, attempt);
    RecordReader<K, V> reader = null;
    try {
      reader = Formats.create(format, settings).createRecordReader(open.split(), attempt);
      reader.initialize(open.split(), attempt);
      return new RecordCursor<>(open, reader, records, bytes);
    } catch (IOException | RuntimeException | LinkageError e) {
      close(reader, e);
      throw open.failed(e);
    } catch (InterruptedException e) {
      close(reader, e);
      throw Formats.interrupted(e);
    }
  }

  /** What a reader gets, of its own. */
  JobConf configuration() {
    JobSettings job = planned;
    if (job == null) {
      throw new IllegalStateException("opened before it was planned");
    }
    return job.configuration();
  }

  private OpenSplit decoded(HadoopSplit split, TaskAttemptContext attempt) {
    try {
      InputSplit decoded = new SplitCodec(attempt.getConfiguration()).decode(split);
      return new OpenSplit(format, decoded, split.length(), attempt);
    } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
      throw Formats.failed("read", "a " + split.type(), format, e);
    }
  }

  private static TaskAttemptContext attempt(JobConf settings, HadoopSplit split) {
    return AttemptIds.attempt(
        settings,
        org.apache.hadoop.mapreduce.JobID.forName(settings.get("mapreduce.job.id")),
        TaskType.MAP,
        split.index(),
        0);
  }

  private static void close(@Nullable RecordReader<?, ?> reader, Throwable failure) {
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException | RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private String place() {
    return paths.isEmpty()
        ? given.settings().getOrDefault(FileInputFormat.INPUT_DIR, "input")
        : String.join(",", paths);
  }

  @Override
  public String describe() {
    return format.getSimpleName() + " " + place();
  }
}
