package dev.firesteel.io.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.io.FileFixture;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapred.SplitLocationInfo;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.CombineTextInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.KeyValueTextInputFormat;
import org.apache.hadoop.mapreduce.lib.input.MultipleInputs;
import org.apache.hadoop.mapreduce.lib.input.NLineInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading by Hadoop's formats and by a user's own. */
final class HadoopInputTest {
  @TempDir Path root;

  private final Travel travel = new Travel();

  private String lines(String name, int count) throws IOException {
    Files.writeString(
        root.resolve(name),
        IntStream.range(0, count)
            .mapToObj(i -> name + i + "\tvalue " + "x".repeat(i % 50) + "\n")
            .collect(Collectors.joining()));
    return root.resolve(name).toUri().toString();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        TextInputFormat.class,
        NLineInputFormat.class,
        KeyValueTextInputFormat.class,
        CombineTextInputFormat.class
      })
  void readsWhatAMapTaskReads(Class<? extends InputFormat<Object, Object>> format)
      throws Exception {
    String paths = lines("a", 1000) + "," + lines("b", 77);
    Job job = Job.getInstance();
    job.setInputFormatClass(format);
    FileInputFormat.setInputPaths(job, paths);
    job.getConfiguration().set("mapreduce.input.fileinputformat.split.maxsize", "5000");
    job.getConfiguration().set(NLineInputFormat.LINES_PER_MAP, "100");
    List<String> expected = HadoopLoop.read(job);
    assertThat(expected).hasSize(1077);
    HadoopInput<Object, Object, String> input =
        HadoopInput.<Object, Object>of(job, Object.class, Object.class)
            .records((key, value) -> key + "=" + value);
    assertThat(travel.partitions(input)).hasSizeGreaterThan(3);
    assertThat(travel.read(input)).isEqualTo(expected);
    assertThat(
            travel.read(
                HadoopInput.<Object, Object>of(format, Object.class, Object.class)
                    .path(lines("a", 1000))
                    .path(lines("b", 77))
                    .set("mapreduce.input.fileinputformat.split.maxsize", "5000")
                    .set(NLineInputFormat.LINES_PER_MAP, "100")
                    .records((key, value) -> key + "=" + value)))
        .isEqualTo(expected);
  }

  @Test
  void elementsAreCopiesUnlessAFunctionTakesThem() throws Exception {
    HadoopInput<LongWritable, Text, KeyValue<LongWritable, Text>> input =
        HadoopInput.<LongWritable, Text>of(TextInputFormat.class, LongWritable.class, Text.class)
            .path(lines("a", 3));
    assertThat(travel.read(input))
        .containsExactly(
            new KeyValue<>(new LongWritable(0), new Text("a0\tvalue ")),
            new KeyValue<>(new LongWritable(10), new Text("a1\tvalue x")),
            new KeyValue<>(new LongWritable(21), new Text("a2\tvalue xx")));
    assertThat(travel.read(input.copies((offset, line) -> line)))
        .containsExactly(new Text("a0\tvalue "), new Text("a1\tvalue x"), new Text("a2\tvalue xx"));
    assertThat(travel.read(input.records((offset, line) -> line)))
        .as("the reader's own object, changed for each record")
        .allMatch(line -> line.getLength() == 0);
  }

  @Test
  void countsTheBytesRead() throws Exception {
    String path = lines("a", 1000);
    long unused =
        travel
            .read(HadoopInput.of(TextInputFormat.class, LongWritable.class, Text.class).path(path))
            .size();
    assertThat(travel.bytes()).isBetween(Files.size(root.resolve("a")), 100_000L);
  }

  @Test
  void formatsOfSeveralPathsTravelWithTheirSplits() throws Exception {
    Job job = Job.getInstance();
    MultipleInputs.addInputPath(
        job, new org.apache.hadoop.fs.Path(lines("a", 5)), TextInputFormat.class, Mapper.class);
    MultipleInputs.addInputPath(
        job,
        new org.apache.hadoop.fs.Path(lines("b", 5)),
        KeyValueTextInputFormat.class,
        Mapper.class);
    assertThat(
            travel.read(
                HadoopInput.<Object, Object>of(job, Object.class, Object.class)
                    .records((key, value) -> key + "=" + value)))
        .hasSize(10)
        .contains("0=a0\tvalue ", "b0=value ");
  }

  @Test
  void globsAndTheApplicationsHadoopSettingsAreTheFormats() throws Exception {
    lines("a1", 2);
    lines("a2", 2);
    lines("b", 2);
    Travel set =
        new Travel(Map.of("firesteel.hadoop.textinputformat.record.delimiter", "\t", "x", "y"));
    assertThat(
            set.read(
                HadoopInput.of(TextInputFormat.class, LongWritable.class, Text.class)
                    .path(root.toUri() + "a{1,2}")
                    .records((key, value) -> value.toString())))
        .hasSize(6);
  }

  /** Splits are ranges of numbers; how they travel is the parameter. */
  public static final class Numbers extends InputFormat<NullWritable, IntWritable>
      implements Configurable {
    private Configuration configuration = new Configuration(false);

    @Override
    public void setConf(Configuration conf) {
      configuration = conf;
    }

    @Override
    public Configuration getConf() {
      return configuration;
    }

    @Override
    public List<InputSplit> getSplits(JobContext job) throws IOException {
      List<InputSplit> splits = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        splits.add(
            switch (configuration.get("numbers.travel", "")) {
              case "writable" -> new WritableRange(10 * i);
              case "serializable" -> new SerializableRange(10 * i);
              default -> new StuckRange();
            });
      }
      // As formats do that tell their readers what planning found.
      job.getConfiguration().set("numbers.planned", "by getSplits");
      return splits;
    }

    @Override
    public RecordReader<NullWritable, IntWritable> createRecordReader(
        InputSplit split, TaskAttemptContext task) {
      return new NumbersReader();
    }
  }

  /** A split of the user's. */
  public abstract static class Range extends InputSplit {
    int start;

    @Override
    public long getLength() {
      return 40;
    }

    @Override
    public String[] getLocations() {
      return new String[] {"h1", "localhost", "h2"};
    }

    @Override
    public SplitLocationInfo[] getLocationInfo() {
      return new SplitLocationInfo[] {
        new SplitLocationInfo("h1", false), new SplitLocationInfo("h2", true)
      };
    }

    @Override
    public String toString() {
      return "numbers from " + start;
    }
  }

  /** Hadoop's way. */
  public static final class WritableRange extends Range implements Writable {
    WritableRange() {}

    WritableRange(int start) {
      this.start = start;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeInt(start);
    }

    @Override
    public void readFields(DataInput in) throws IOException {
      start = in.readInt();
    }
  }

  /** Java's way. */
  public static final class SerializableRange extends Range implements Serializable {
    private final int from;

    SerializableRange(int start) {
      from = start;
      this.start = start;
    }

    private Object readResolve() {
      return new SerializableRange(from);
    }
  }

  /** No way. */
  public static final class StuckRange extends Range {}

  /** Ten numbers; one after the other, in one object. */
  public static final class NumbersReader extends RecordReader<NullWritable, IntWritable> {
    private final IntWritable number = new IntWritable();
    private Configuration settings = new Configuration(false);
    private int next;
    private int end;

    @Override
    public void initialize(InputSplit split, TaskAttemptContext task) throws IOException {
      settings = task.getConfiguration();
      fail("initialize", 20, ((Range) split).start);
      next = ((Range) split).start;
      end = next + 10;
    }

    private void fail(String where, int at, int now) throws IOException {
      if (now == at && where.equals(settings.get("numbers.fail"))) {
        if (settings.get("numbers.how", "").equals("runtime")) {
          throw new IllegalStateException("bad number " + now);
        }
        throw new IOException("bad number " + now);
      }
    }

    @Override
    public boolean nextKeyValue() throws IOException {
      fail("next", 15, next);
      number.set(next++);
      return number.get() < end;
    }

    @Override
    public NullWritable getCurrentKey() {
      return NullWritable.get();
    }

    @Override
    public IntWritable getCurrentValue() {
      return number;
    }

    @Override
    public float getProgress() {
      return 0;
    }

    @Override
    public void close() throws IOException {
      fail("close", end + 1, next);
    }
  }

  private static HadoopInput<NullWritable, IntWritable, Integer> numbers(String how) {
    return HadoopInput.of(Numbers.class, NullWritable.class, IntWritable.class)
        .set("numbers.travel", how)
        .records((key, value) -> value.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"writable", "serializable"})
  void usersSplitsTravel(String how) throws Exception {
    assertThat(travel.partitions(numbers(how)))
        .hasSize(3)
        .contains(IntStream.range(20, 30).boxed().toList());
    assertThat(travel.bytes()).as("bytes, when no file system knows them").isEqualTo(120);
  }

  @Test
  void aSplitThatCannotTravelIsNamed() {
    assertThatThrownBy(() -> travel.read(numbers("stuck")))
        .hasMessageStartingWith("Cannot send numbers from 0 to an executor: ")
        .hasMessageContaining("is neither a Writable nor Serializable");
  }

  @Test
  void hostsAreThoseOfTheSplitAndInMemoryFirst() throws Exception {
    HadoopSplit split =
        numbers("writable").plan(new PlanContext(travel.save(1).config(), 2)).get(1);
    assertThat(split.hosts()).containsExactly(new HostName("h2"), new HostName("h1"));
    assertThat(split.inMemoryHosts()).containsExactly(new HostName("h2"));
    assertThat(split.length()).isEqualTo(40);
  }

  @Test
  void filesOfSplitsAreKnown() throws Exception {
    String paths = lines("a", 5) + "," + lines("b", 5);
    for (Class<? extends InputFormat<LongWritable, Text>> format :
        List.of(TextInputFormat.class, CombineTextInputFormat.class)) {
      assertThat(
              HadoopInput.of(format, LongWritable.class, Text.class)
                  .path(paths)
                  .plan(new PlanContext(travel.save(1).config(), 2))
                  .stream()
                  .flatMap(split -> split.files().stream()))
          .containsExactlyInAnyOrder("file:" + root + "/a", "file:" + root + "/b");
    }
  }

  @Test
  void whatPlanningSetReachesReaders() throws Exception {
    HadoopInput<NullWritable, IntWritable, Integer> input = numbers("writable");
    assertThat(input.plan(new PlanContext(travel.save(1).config(), 2))).hasSize(3);
    assertThat(FileFixture.copy(input).configuration().get("numbers.planned"))
        .isEqualTo("by getSplits");
  }

  @Test
  void aFailingReaderIsExplained() {
    assertThatThrownBy(() -> travel.read(numbers("writable").set("numbers.fail", "next")))
        .isInstanceOf(FiresteelException.class)
        .hasMessage("Cannot read numbers from 10 with Numbers: bad number 15")
        .hasRootCauseInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                travel.read(
                    numbers("writable").set("numbers.fail", "next").set("numbers.how", "runtime")))
        .hasMessage(
            "Cannot read numbers from 10 with Numbers: IllegalStateException: bad number 15")
        .matches(e -> ((FiresteelException) e).category() == ErrorCategory.USER);
    assertThatThrownBy(() -> travel.read(numbers("serializable").set("numbers.fail", "initialize")))
        .hasMessage("Cannot read numbers from 20 with Numbers: bad number 20");
    assertThatThrownBy(() -> travel.read(numbers("serializable").set("numbers.fail", "close")))
        .hasMessageStartingWith("Cannot read numbers from 0 with Numbers: bad number ");
  }

  @Test
  void aFailingFunctionFailsAsItIs() {
    assertThatThrownBy(
            () ->
                travel.read(
                    numbers("writable")
                        .records(
                            (key, value) -> {
                              throw new IllegalStateException("mine");
                            })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
  }

  @Test
  void missingPathsAreNamed() {
    String missing = root.resolve("none").toUri().toString();
    assertThatThrownBy(
            () ->
                travel.read(
                    HadoopInput.of(TextInputFormat.class, LongWritable.class, Text.class)
                        .path(missing)))
        .hasMessageStartingWith("Cannot read " + missing + " with TextInputFormat: ")
        .hasMessageContaining("Input path does not exist")
        .matches(e -> ((FiresteelException) e).category() == ErrorCategory.INPUT_OUTPUT);
    assertThatThrownBy(
            () ->
                travel.read(HadoopInput.of(TextInputFormat.class, LongWritable.class, Text.class)))
        .hasMessageContaining("No input paths specified");
  }

  @Test
  void aVanishedFileIsNamed() throws Exception {
    String path = lines("a", 3);
    HadoopInput<LongWritable, Text, KeyValue<LongWritable, Text>> input =
        HadoopInput.<LongWritable, Text>of(TextInputFormat.class, LongWritable.class, Text.class)
            .path(path);
    List<HadoopSplit> splits = input.plan(new PlanContext(travel.save(1).config(), 2));
    Files.delete(root.resolve("a"));
    assertThatThrownBy(() -> input.open(splits.get(0), travel.reading()))
        .hasMessageContaining("Cannot read file:" + root + "/a from byte 0 with TextInputFormat: ")
        .hasMessageContaining("it does not exist")
        .matches(e -> ((FiresteelException) e).category() == ErrorCategory.INPUT_OUTPUT);
  }

  @Test
  void wrongTypesAreNamed() throws Exception {
    String path = lines("a", 3);
    assertThatThrownBy(
            () ->
                travel.read(
                    HadoopInput.of(TextInputFormat.class, Text.class, Text.class)
                        .path(path)
                        .records((key, value) -> key.getLength())))
        .hasMessageContaining("its reader gives a org.apache.hadoop.io.LongWritable where the")
        .hasMessageContaining("program says org.apache.hadoop.io.Text");
  }

  /** Cannot be made. */
  public static final class Unmade extends TextInputFormat {
    Unmade(int number) {}
  }

  @Test
  void aFormatThatCannotBeMadeIsNamed() {
    assertThatThrownBy(
            () ->
                travel.read(HadoopInput.of(Unmade.class, LongWritable.class, Text.class).path("x")))
        .hasMessageStartingWith("Cannot make a " + Unmade.class.getName())
        .hasMessageContaining("it needs a constructor without arguments that works");
  }

  @Test
  void credentialsOfAJobReachReaders() throws Exception {
    Job job = Job.getInstance();
    job.setInputFormatClass(Numbers.class);
    job.getConfiguration().set("numbers.travel", "writable");
    job.getCredentials().addSecretKey(new Text("key"), new byte[] {1, 2, 3});
    HadoopInput<NullWritable, IntWritable, KeyValue<NullWritable, IntWritable>> input =
        HadoopInput.<NullWritable, IntWritable>of(job, NullWritable.class, IntWritable.class);
    assertThat(input.plan(new PlanContext(travel.save(1).config(), 2))).hasSize(3);
    assertThat(
            FileFixture.copy(input).configuration().getCredentials().getSecretKey(new Text("key")))
        .containsExactly(1, 2, 3);
  }
}
