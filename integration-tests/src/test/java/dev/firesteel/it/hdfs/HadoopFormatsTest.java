package dev.firesteel.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.io.mapreduce.HadoopInput;
import dev.firesteel.io.mapreduce.HadoopOutput;
import dev.firesteel.io.mapreduce.HadoopSplit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileRange;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.CombineTextInputFormat;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleInputFormat;
import org.apache.parquet.hadoop.example.ExampleOutputFormat;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Formats of Hadoop's mapreduce API over a real HDFS. */
@ExtendWith(HdfsExtension.class)
final class HadoopFormatsTest {
  private static final String SCHEMA =
      "message row { required int32 id; required binary name (STRING); }";

  /** Tasks of {@code local} run in this JVM. */
  static final AtomicInteger VECTORED = new AtomicInteger();

  static final AtomicInteger FAILURES = new AtomicInteger();

  /** HDFS, counting vectored reads. */
  public static final class Watched extends DistributedFileSystem {
    @Override
    public FSDataInputStream open(Path file, int buffer) throws IOException {
      return new FSDataInputStream(super.open(file, buffer).getWrappedStream()) {
        @Override
        public void readVectored(List<? extends FileRange> ranges, IntFunction<ByteBuffer> allocate)
            throws IOException {
          VECTORED.addAndGet(ranges.size());
          super.readVectored(ranges, allocate);
        }

        @Override
        public void readVectored(
            List<? extends FileRange> ranges,
            IntFunction<ByteBuffer> allocate,
            Consumer<ByteBuffer> release)
            throws IOException {
          VECTORED.addAndGet(ranges.size());
          super.readVectored(ranges, allocate, release);
        }
      };
    }
  }

  private static Group group(int i) {
    Group group = new SimpleGroup(MessageTypeParser.parseMessageType(SCHEMA));
    group.add("id", i);
    group.add("name", "name " + i);
    return group;
  }

  @Test
  void parquetIsReadWithVectoredReads(Hdfs hdfs) throws Exception {
    List<Integer> all = IntStream.range(0, 300_000).boxed().toList();
    try (Session session = hdfs.session("local[2]").open()) {
      session
          .parallelize(all, 2)
          .save(
              HadoopOutput.of(ExampleOutputFormat.class, Void.class, Group.class)
                  .path(hdfs.uri("rows"))
                  .set("parquet.example.schema", SCHEMA)
                  .set("parquet.enable.dictionary", "false")
                  .set("parquet.summary.metadata.level", "NONE")
                  .set("parquet.block.size", "1000000")
                  .records((Integer i) -> null, HadoopFormatsTest::group));
      assertThat(hdfs.list("rows"))
          .containsExactly("_SUCCESS", "part-r-00000.parquet", "part-r-00001.parquet");
      HadoopInput<Void, Group, Integer> input =
          HadoopInput.<Void, Group>of(ExampleInputFormat.class, Void.class, Group.class)
              .path(hdfs.uri("rows"))
              .set("fs.hdfs.impl", Watched.class.getName())
              .set("fs.hdfs.impl.disable.cache", "true")
              .records((none, row) -> row.getInteger("id", 0));
      VECTORED.set(0);
      Dataset<Integer> rows = session.read(input);
      assertThat(rows.partitions()).isGreaterThan(2);
      assertThat(rows.collect()).containsExactlyInAnyOrderElementsOf(all);
      assertThat(VECTORED).hasValueGreaterThan(0);
      VECTORED.set(0);
      assertThat(session.read(input.set("parquet.hadoop.vectored.io.enabled", "false")).count())
          .isEqualTo(all.size());
      assertThat(VECTORED).hasValue(0);
    }
  }

  @Test
  void splitsLieWhereTheBlocksAre(Hdfs hdfs) throws Exception {
    hdfs.write("in", "0123456\n".repeat(3 * Hdfs.BLOCK / 8));
    hdfs.awaitReplicas("in");
    try (Session session = hdfs.session("local[2]").open()) {
      HadoopInput<LongWritable, Text, Integer> input =
          HadoopInput.of(TextInputFormat.class, LongWritable.class, Text.class)
              .path(hdfs.uri("in"))
              .records((offset, line) -> line.getLength());
      List<HadoopSplit> splits = input.plan(new PlanContext(session.config(), 2));
      assertThat(splits)
          .hasSize(3)
          .allMatch(split -> split.hosts().contains(new HostName("h3")))
          .allMatch(split -> split.hosts().size() == 2);
      assertThat(session.read(input).reduce(Integer::sum)).isEqualTo(7 * 3 * Hdfs.BLOCK / 8);
    }
  }

  @Test
  void smallFilesAreCombined(Hdfs hdfs) throws Exception {
    for (int i = 0; i < 20; i++) {
      hdfs.write("many/" + i, "line " + i + "\n");
    }
    try (Session session = hdfs.session("local[2]").open()) {
      Dataset<String> lines =
          session.read(
              HadoopInput.of(CombineTextInputFormat.class, LongWritable.class, Text.class)
                  .path(hdfs.uri("many"))
                  .set("mapreduce.input.fileinputformat.split.maxsize", "1000000")
                  .records((offset, line) -> line.toString()));
      assertThat(lines.partitions()).isLessThan(5);
      assertThat(lines.collect())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 20).mapToObj(i -> "line " + i).toList());
    }
  }

  @Test
  void copiedWritablesPassAShuffle(Hdfs hdfs) throws Exception {
    try (Session session = hdfs.session("local[2]").open()) {
      session
          .parallelize(IntStream.range(0, 100).boxed().toList(), 3)
          .save(
              HadoopOutput.of(SequenceFileOutputFormat.class, Text.class, IntWritable.class)
                  .path(hdfs.uri("pairs"))
                  .records((Integer i) -> new Text("k" + i % 3), IntWritable::new));
      List<Pair<Text, IntWritable>> sums =
          session
              .read(
                  HadoopInput.of(SequenceFileInputFormat.class, Text.class, IntWritable.class)
                      .path(hdfs.uri("pairs"))
                      .copies(Pair<Text, IntWritable>::new))
              .mapToPair(pair -> pair)
              .reduceByKey((a, b) -> new IntWritable(a.get() + b.get()))
              .collect();
      assertThat(sums.stream().map(Object::toString).collect(Collectors.toList()))
          .containsExactlyInAnyOrder("(k0,1683)", "(k1,1617)", "(k2,1650)");
    }
  }

  @Test
  void aRetriedTaskLeavesOneCopyAndAFailedJobNothing(Hdfs hdfs) throws Exception {
    try (Session session = hdfs.session("local[2,3]").open()) {
      HadoopOutput<NullWritable, Text, Integer> output =
          HadoopOutput.of(TextOutputFormat.class, NullWritable.class, Text.class)
              .records((Integer i) -> NullWritable.get(), i -> new Text(i.toString()));
      Dataset<Integer> failingOnce =
          session
              .parallelize(List.of(1, 2, 3, 4), 2)
              .map(
                  i -> {
                    if (i == 4 && FAILURES.incrementAndGet() == 1) {
                      throw new IOException("after a record was written");
                    }
                    return i;
                  });
      FAILURES.set(0);
      failingOnce.save(output.path(hdfs.uri("once")));
      assertThat(FAILURES).hasValue(2);
      assertThat(hdfs.list("once")).containsExactly("_SUCCESS", "part-r-00000", "part-r-00001");
      assertThat(hdfs.read("once/part-r-00001")).isEqualTo("3\n4\n".getBytes());
      assertThatThrownBy(
              () ->
                  session
                      .parallelize(List.of(1, 2), 2)
                      .map(
                          i -> {
                            if (i == 2) {
                              throw new IllegalStateException("always");
                            }
                            return i;
                          })
                      .save(output.path(hdfs.uri("never"))))
          .hasMessageContaining("always");
      assertThat(hdfs.client().exists(hdfs.path("never"))).isFalse();
    }
  }
}
