package dev.firesteel.io.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.io.FileFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.LazyOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing by Hadoop's formats and by a user's own, and what failures leave. */
final class HadoopOutputTest {
  @TempDir Path root;

  private final Travel travel = new Travel();

  private String out() {
    return root.resolve("out").toUri().toString();
  }

  private HadoopOutput<NullWritable, Text, String> text() {
    return HadoopOutput.of(TextOutputFormat.class, NullWritable.class, Text.class)
        .path(out())
        .records((String line) -> NullWritable.get(), Text::new);
  }

  private List<String> files() throws IOException {
    if (!Files.exists(root.resolve("out"))) {
      return List.of("nothing");
    }
    try (Stream<Path> all = Files.walk(root.resolve("out"))) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.resolve("out").relativize(file).toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void partitionsBecomeFiles(int algorithm) throws Exception {
    travel.write(
        text().set("mapreduce.fileoutputcommitter.algorithm.version", "" + algorithm),
        List.of(List.of("a", "b"), List.of(), List.of("c")));
    assertThat(files()).containsExactly("_SUCCESS", "part-r-00000", "part-r-00001", "part-r-00002");
    assertThat(root.resolve("out/part-r-00000")).hasContent("a\nb\n");
    assertThat(root.resolve("out/part-r-00002")).hasContent("c\n");
  }

  @Test
  void aJobsOwnSettingsAreUsed() throws Exception {
    Job job = Job.getInstance();
    LazyOutputFormat.setOutputFormatClass(job, TextOutputFormat.class);
    FileOutputFormat.setOutputPath(job, new org.apache.hadoop.fs.Path(out()));
    job.getConfiguration().set("mapreduce.output.textoutputformat.separator", "->");
    HadoopOutput<IntWritable, Text, KeyValue<IntWritable, Text>> output =
        HadoopOutput.of(job, IntWritable.class, Text.class);
    travel.write(
        output, List.of(List.of(), List.of(new KeyValue<>(new IntWritable(7), new Text("seven")))));
    assertThat(files())
        .as("no file of a partition that wrote nothing")
        .containsExactly("_SUCCESS", "part-r-00001");
    assertThat(root.resolve("out/part-r-00001")).hasContent("7->seven\n");
  }

  @Test
  void anExistingPlaceIsRefusedAndKept() throws Exception {
    Files.createDirectories(root.resolve("out"));
    Files.writeString(root.resolve("out/mine"), "precious");
    HadoopOutput<NullWritable, Text, String> output = text();
    assertThatThrownBy(() -> output.prepare(travel.save(1)))
        .hasMessage(
            "Cannot write to %s with TextOutputFormat: it exists already (remove it or choose"
                + " another path)",
            out())
        .matches(e -> ((FiresteelException) e).category() == ErrorCategory.INPUT_OUTPUT);
    output.abort(travel.save(1));
    assertThat(files()).containsExactly("mine");
  }

  @Test
  void aPlaceThatIsNotNamedIsAskedFor() {
    assertThatThrownBy(
            () ->
                HadoopOutput.of(TextOutputFormat.class, NullWritable.class, Text.class)
                    .prepare(travel.save(1)))
        .hasMessageContaining("Output directory not set");
  }

  @Test
  void onlyTheWinningAttemptIsLeft() throws Exception {
    HadoopOutput<NullWritable, Text, String> driver = text();
    driver.prepare(travel.save(1));
    OutputFormat<String> executor = FileFixture.copy(driver);
    PartitionWriter<String> failed = executor.open(0, 3, travel.save(1));
    failed.accept("half");
    failed.abort();
    byte[] winner = travel.attempt(executor, 0, 4, List.of("winner"));
    byte[] unused = travel.attempt(executor, 0, 5, List.of("duplicate"));
    executor.open(0, 6, travel.save(1)).accept("never finished");
    driver.commit(List.of(winner), travel.save(1));
    assertThat(files()).containsExactly("_SUCCESS", "part-r-00000");
    assertThat(root.resolve("out/part-r-00000")).hasContent("winner\n");
  }

  @Test
  void abortLeavesNothing() throws Exception {
    HadoopOutput<NullWritable, Text, String> driver = text();
    driver.prepare(travel.save(1));
    OutputFormat<String> executor = FileFixture.copy(driver);
    byte[] unused = travel.attempt(executor, 0, 1, List.of("x"));
    driver.abort(travel.save(1));
    driver.abort(travel.save(1));
    assertThat(root.resolve("out")).doesNotExist();
    assertThatThrownBy(() -> executor.open(0, 2, travel.save(1)))
        .as("a straggler")
        .hasMessageContaining("the save has ended");
    assertThat(root.resolve("out")).doesNotExist();
  }

  /** Fails where it is told to. */
  public static final class Breaking extends FileOutputFormat<NullWritable, IntWritable> {
    static void fail(JobContext context, String where) throws IOException {
      if (where.equals(context.getConfiguration().get("breaking.at"))) {
        throw new IOException(where + " is broken");
      }
    }

    @Override
    public RecordWriter<NullWritable, IntWritable> getRecordWriter(TaskAttemptContext task)
        throws IOException {
      fail(task, "open");
      Path local = Path.of(getDefaultWorkFile(task, "").toUri());
      Files.createDirectories(local.getParent());
      Files.writeString(local, "");
      return new RecordWriter<>() {
        private int closes;

        @Override
        public void write(NullWritable key, IntWritable value) throws IOException {
          fail(task, "write");
        }

        @Override
        public void close(TaskAttemptContext context) throws IOException {
          if (++closes > 1) {
            throw new IllegalStateException("closed twice");
          }
          fail(task, "close");
        }
      };
    }

    @Override
    public synchronized OutputCommitter getOutputCommitter(TaskAttemptContext task)
        throws IOException {
      return new FileOutputCommitter(getOutputPath(task), task) {
        @Override
        public void setupJob(JobContext context) throws IOException {
          super.setupJob(context);
          fail(context, "setupJob");
        }

        @Override
        public void commitTask(TaskAttemptContext context) throws IOException {
          if (context.getTaskAttemptID().getTaskID().getId() == 1) {
            fail(context, "commitTask");
          }
          super.commitTask(context);
        }

        @Override
        public void commitJob(JobContext context) throws IOException {
          super.commitJob(context);
          fail(context, "commitJob");
        }
      };
    }
  }

  @ParameterizedTest
  @CsvSource({
    "setupJob,Cannot write to %s with Breaking",
    "open,Cannot write attempt_app-7_0000_r_000000_10 with Breaking",
    "write,Cannot write attempt_app-7_0000_r_000000_10 with Breaking",
    "close,Cannot write attempt_app-7_0000_r_000000_10 with Breaking",
    "commitTask,Cannot commit %s with Breaking",
    "commitJob,Cannot commit %s with Breaking"
  })
  void aFailureLeavesNothing(String where, String message) {
    for (String algorithm : List.of("1", "2")) {
      assertThatThrownBy(
              () ->
                  travel.write(
                      HadoopOutput.of(Breaking.class, NullWritable.class, IntWritable.class)
                          .path(out())
                          .set("breaking.at", where)
                          .set("mapreduce.fileoutputcommitter.algorithm.version", algorithm)
                          .records((Integer i) -> NullWritable.get(), IntWritable::new),
                      List.of(List.of(1, 2), List.of(3))))
          .hasMessage(message.formatted(out()) + ": " + where + " is broken")
          .hasNoSuppressedExceptions();
      assertThat(root.resolve("out")).doesNotExist();
    }
  }

  @Test
  void aFailingFunctionFailsAsItIs() {
    assertThatThrownBy(
            () ->
                travel.write(
                    text()
                        .records(
                            (String line) -> NullWritable.get(),
                            line -> {
                              throw new IllegalStateException("mine");
                            }),
                    List.of(List.of("a"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
    assertThat(root.resolve("out")).doesNotExist();
  }
}
