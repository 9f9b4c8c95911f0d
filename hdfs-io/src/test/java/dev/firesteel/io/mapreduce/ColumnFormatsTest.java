package dev.firesteel.io.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapreduce.AvroJob;
import org.apache.avro.mapreduce.AvroKeyInputFormat;
import org.apache.avro.mapreduce.AvroKeyOutputFormat;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.apache.orc.TypeDescription;
import org.apache.orc.mapred.OrcStruct;
import org.apache.orc.mapreduce.OrcInputFormat;
import org.apache.orc.mapreduce.OrcOutputFormat;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.parquet.hadoop.example.ExampleInputFormat;
import org.apache.parquet.hadoop.example.ExampleOutputFormat;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet, Avro, ORC and SequenceFile by their own formats, written and read back. */
final class ColumnFormatsTest {
  private static final int PARTITIONS = 3;
  private static final int EACH = 5_000;

  @TempDir Path root;

  private final Travel travel = new Travel();

  private String out() {
    return root.resolve("out").toUri().toString();
  }

  private static List<List<Integer>> numbers() {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(p -> IntStream.range(p * EACH, (p + 1) * EACH).boxed().toList())
        .toList();
  }

  private static List<String> rows() {
    return IntStream.range(0, PARTITIONS * EACH).mapToObj(i -> i + " name " + i).toList();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(root.resolve("out"))) {
      return all.filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  @SuppressWarnings("rawtypes")
  private Job reading(Class<? extends InputFormat> format) throws IOException {
    Job job = Job.getInstance();
    job.setInputFormatClass(format);
    FileInputFormat.setInputPaths(job, out());
    return job;
  }

  private static final String SCHEMA =
      "message row { required int32 id; required binary name (STRING); }";

  private static Group group(int i) {
    MessageType schema = MessageTypeParser.parseMessageType(SCHEMA);
    Group group = new SimpleGroup(schema);
    group.add("id", i);
    group.add("name", "name " + i);
    return group;
  }

  @Test
  void parquet() throws Exception {
    travel.write(
        HadoopOutput.of(ExampleOutputFormat.class, Void.class, Group.class)
            .path(out())
            .set("parquet.example.schema", SCHEMA)
            .set("parquet.compression", "GZIP")
            .set("parquet.block.size", "20000")
            .records((Integer i) -> null, ColumnFormatsTest::group),
        numbers());
    assertThat(files())
        .as("with the summaries that Parquet's own committer writes")
        .containsExactly(
            "_SUCCESS",
            "_common_metadata",
            "_metadata",
            "part-r-00000.gz.parquet",
            "part-r-00001.gz.parquet",
            "part-r-00002.gz.parquet");
    HadoopInput<Void, Group, String> input =
        HadoopInput.<Void, Group>of(ExampleInputFormat.class, Void.class, Group.class)
            .path(out())
            .set("mapreduce.input.fileinputformat.split.maxsize", "5000")
            .records((none, row) -> row.getInteger("id", 0) + " " + row.getString("name", 0));
    assertThat(travel.partitions(input).size()).isGreaterThan(PARTITIONS);
    assertThat(travel.read(input)).containsExactlyInAnyOrderElementsOf(rows());
    Job reading = reading(ExampleInputFormat.class);
    assertThat(travel.read(input.records((key, value) -> key + "=" + value)))
        .isEqualTo(HadoopLoop.read(reading));
    assertThat(
            travel.read(
                input.set(ParquetInputFormat.HADOOP_VECTORED_IO_ENABLED, Boolean.toString(false))))
        .containsExactlyInAnyOrderElementsOf(rows());
  }

  @Test
  void damagedParquetIsNamed() throws Exception {
    Files.writeString(root.resolve("bad.parquet"), "PAR1 nothing of the kind");
    assertThatThrownBy(
            () ->
                travel.read(
                    HadoopInput.<Void, Group>of(ExampleInputFormat.class, Void.class, Group.class)
                        .path(root.resolve("bad.parquet").toString())))
        .hasMessageContaining("bad.parquet")
        .hasMessageContaining("is not a Parquet file");
  }

  @Test
  void avro() throws Exception {
    Schema schema =
        SchemaBuilder.record("Row").fields().requiredInt("id").requiredString("name").endRecord();
    String json = schema.toString();
    Job job = Job.getInstance();
    AvroJob.setOutputKeySchema(job, schema);
    job.setOutputFormatClass(AvroKeyOutputFormat.class);
    travel.write(
        HadoopOutput.<AvroKey<GenericRecord>, NullWritable>of(
                job, AvroKey.class, NullWritable.class)
            .path(out())
            .set("mapreduce.output.fileoutputformat.compress", "true")
            .set("avro.mapred.deflate.level", "1")
            .<Integer>records(
                i -> {
                  GenericRecord row = new GenericData.Record(new Schema.Parser().parse(json));
                  row.put("id", i);
                  row.put("name", "name " + i);
                  return new AvroKey<>(row);
                },
                i -> NullWritable.get()),
        numbers());
    assertThat(files()).hasSize(PARTITIONS + 1).contains("part-r-00000.avro");
    HadoopInput<AvroKey<GenericRecord>, NullWritable, String> input =
        HadoopInput.<AvroKey<GenericRecord>, NullWritable>of(
                AvroKeyInputFormat.class, AvroKey.class, NullWritable.class)
            .path(out())
            .set("mapreduce.input.fileinputformat.split.maxsize", "5000")
            .records((row, none) -> row.datum().get("id") + " " + row.datum().get("name"));
    assertThat(travel.partitions(input).size()).isGreaterThan(PARTITIONS);
    assertThat(travel.read(input)).containsExactlyInAnyOrderElementsOf(rows());
    Job reading = reading(AvroKeyInputFormat.class);
    assertThat(
            travel.read(
                HadoopInput.<AvroKey<GenericRecord>, NullWritable>of(
                        reading, AvroKey.class, NullWritable.class)
                    .records((key, value) -> key + "=" + value)))
        .isEqualTo(HadoopLoop.read(reading));
  }

  @Test
  void orc() throws Exception {
    String type = "struct<id:int,name:string>";
    travel.write(
        HadoopOutput.of(OrcOutputFormat.class, NullWritable.class, OrcStruct.class)
            .path(out())
            .set("orc.mapred.output.schema", type)
            .set("orc.stripe.size", "10000")
            .records(
                (Integer i) -> NullWritable.get(),
                i -> {
                  OrcStruct row = new OrcStruct(TypeDescription.fromString(type));
                  row.setFieldValue("id", new IntWritable(i));
                  row.setFieldValue("name", new Text("name " + i));
                  return row;
                }),
        numbers());
    assertThat(files()).hasSize(PARTITIONS + 1).contains("part-r-00000.orc");
    HadoopInput<NullWritable, OrcStruct, String> input =
        HadoopInput.<NullWritable, OrcStruct>of(
                OrcInputFormat.class, NullWritable.class, OrcStruct.class)
            .path(out())
            .records((none, row) -> row.getFieldValue(0) + " " + row.getFieldValue("name"));
    assertThat(travel.read(input)).containsExactlyInAnyOrderElementsOf(rows());
    Job reading = reading(OrcInputFormat.class);
    assertThat(travel.read(input.records((key, value) -> key + "=" + value)))
        .isEqualTo(HadoopLoop.read(reading));
  }

  @Test
  void sequenceFile() throws Exception {
    travel.write(
        HadoopOutput.of(SequenceFileOutputFormat.class, LongWritable.class, Text.class)
            .path(out())
            .set("mapreduce.output.fileoutputformat.compress", "true")
            .set("mapreduce.output.fileoutputformat.compress.type", "BLOCK")
            .records((Integer i) -> new LongWritable(i), i -> new Text("name " + i)),
        numbers());
    HadoopInput<LongWritable, Text, KeyValue<LongWritable, Text>> input =
        HadoopInput.<LongWritable, Text>of(
                SequenceFileInputFormat.class, LongWritable.class, Text.class)
            .path(out())
            .set("mapreduce.input.fileinputformat.split.maxsize", "5000");
    assertThat(travel.read(input).stream().map(row -> row.key() + " " + row.value()).toList())
        .containsExactlyInAnyOrderElementsOf(rows());
    Job reading = reading(SequenceFileInputFormat.class);
    assertThat(travel.read(input.records((key, value) -> key + "=" + value)))
        .isEqualTo(HadoopLoop.read(reading));
  }
}
