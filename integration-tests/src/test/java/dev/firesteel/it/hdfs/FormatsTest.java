package dev.firesteel.it.hdfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.api.split.SequenceOptions;
import dev.firesteel.api.split.SequenceOptions.Unit;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.SequenceFile.Writer;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.serializer.WritableSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every format and codec on a real HDFS: what is written is read, and Hadoop's own tools in JVMs of
 * their own see the same. They need libhadoop for zstd, which is in no jar, so that only we read
 * it.
 */
@ExtendWith(HdfsExtension.class)
final class FormatsTest {
  private static final List<String> CODECS =
      List.of("none", "gzip", "deflate", "bzip2", "lz4", "snappy", "zstd");

  private static final String WITHOUT_AVRO =
      "io.serializations=" + WritableSerialization.class.getName();

  private static final List<String> LINES =
      IntStream.range(0, 12_000).mapToObj(i -> "line " + i + " " + i * 7919L % 100_003).toList();

  @Test
  void damagedFilesAreNamed(Hdfs hdfs) throws Exception {
    try (Session session = hdfs.session("local[2]").open()) {
      hdfs.write("in.zst", "no zstd");
      hdfs.write("in.seq", "no sequence file");
      hdfs.write("in.bin", "12345");
      List<Dataset<?>> all =
          List.of(
              session.textFile(hdfs.uri("in.zst")),
              session.sequenceFile(hdfs.uri("in.seq"), String.class, String.class),
              session.binaryRecords(hdfs.uri("in.bin"), 2));
      List<String> names = List.of("in.zst", "in.seq", "in.bin");
      for (int i = 0; i < all.size(); i++) {
        String uri = hdfs.uri(names.get(i));
        assertThatThrownBy(all.get(i)::count)
            .isInstanceOf(FiresteelException.class)
            .hasMessageContaining("Cannot read " + uri);
      }
    }
  }

  @Test
  void textOfEachCodecIsTheSameToHadoopsShellAndToMapReduce(Hdfs hdfs) throws Exception {
    List<String> shell = new ArrayList<>(List.of("-text"));
    List<String> readers = new ArrayList<>(List.of("text"));
    try (Session session = hdfs.session("local[2]").open()) {
      Dataset<String> lines = session.parallelize(LINES, 3);
      for (String codec : CODECS) {
        lines.saveAsTextFile(hdfs.uri(codec), SaveOptions.DEFAULT.withCompression(codec));
        assertThat(session.textFile(hdfs.uri(codec), 7).collect()).as(codec).isEqualTo(LINES);
        if (!codec.equals("zstd")) {
          readers.add(hdfs.uri(codec));
          hdfs.list(codec).stream()
              .filter(name -> name.startsWith("part-"))
              .forEach(name -> shell.add(hdfs.uri(codec + "/" + name)));
        }
      }
    }
    String text = HadoopTool.output(hdfs.cluster(), "org.apache.hadoop.fs.FsShell", shell);
    assertThat(text).isEqualTo((String.join("\n", LINES) + "\n").repeat(CODECS.size() - 1));
    long hash = LINES.stream().mapToLong(String::hashCode).sum();
    assertThat(HadoopTool.output(hdfs.cluster(), PeerReaders.class, readers))
        .isEqualTo(("totals " + LINES.size() + " " + hash + "\n").repeat(CODECS.size() - 1));
  }

  @Test
  void textThatHadoopsCodecsWroteIsRead(Hdfs hdfs) throws Exception {
    String text = (String.join("\n", LINES) + "\n").repeat(10);
    try (FileSystem client = hdfs.client()) {
      for (String extension : List.of(".gz", ".deflate", ".bz2", ".lz4", ".snappy")) {
        Path path = hdfs.path("in/text" + extension);
        CompressionCodec codec = new CompressionCodecFactory(plain(hdfs)).getCodec(path);
        try (OutputStream out = codec.createOutputStream(client.create(path))) {
          out.write(text.getBytes(UTF_8));
        }
      }
    }
    try (Session session = hdfs.session("local[2]").open()) {
      Map<String, Long> counts = session.textFile(hdfs.uri("in"), 9).countByValue();
      assertThat(counts).hasSize(LINES.size());
      assertThat(counts.values()).containsOnly(50L);
      assertThat(session.wholeTextFiles(hdfs.uri("in")).values().collect())
          .hasSize(5)
          .containsOnly(text);
    }
  }

  @Test
  void sequenceFilesAreTheSameToHadoopsShellAndToMapReduce(Hdfs hdfs) throws Exception {
    List<Pair<Long, String>> pairs =
        IntStream.range(0, LINES.size()).mapToObj(i -> Pair.of((long) i, LINES.get(i))).toList();
    List<String> shell = new ArrayList<>(List.of("-D", WITHOUT_AVRO, "-text"));
    List<String> readers = new ArrayList<>(List.of("sequence"));
    try (Session session = hdfs.session("local[2]").open()) {
      PairDataset<Long, String> dataset = session.parallelizePairs(pairs, 2);
      for (String codec : CODECS) {
        for (Unit unit : Unit.values()) {
          if (unit == Unit.RECORD && codec.equals("bzip2")) {
            continue; // a megabyte for each record
          }
          String name = codec + "-" + unit;
          dataset.saveAsSequenceFile(
              hdfs.uri(name),
              SequenceOptions.DEFAULT.withUnit(unit),
              SaveOptions.DEFAULT.withCompression(codec));
          assertThat(session.sequenceFile(hdfs.uri(name), Long.class, String.class, 9).collect())
              .as(name)
              .isEqualTo(pairs);
          if (!codec.equals("zstd")) {
            readers.add(hdfs.uri(name));
            shell.add(hdfs.uri(name + "/part-00000"));
            shell.add(hdfs.uri(name + "/part-00001"));
          }
        }
      }
    }
    StringBuilder expected = new StringBuilder();
    pairs.forEach(p -> expected.append(p.key()).append('\t').append(p.value()).append('\n'));
    int outputs = readers.size() - 1;
    assertThat(HadoopTool.output(hdfs.cluster(), "org.apache.hadoop.fs.FsShell", shell))
        .isEqualTo(expected.toString().repeat(outputs));
    long hash =
        pairs.stream()
            .mapToLong(p -> p.key().toString().hashCode() + (long) p.value().hashCode())
            .sum();
    assertThat(HadoopTool.output(hdfs.cluster(), PeerReaders.class, readers))
        .isEqualTo(("totals " + pairs.size() + " " + hash + "\n").repeat(outputs));
  }

  @Test
  void sequenceFilesOfHadoopsWithSeveralBlocksAreReadInEverySplitLayout(Hdfs hdfs)
      throws Exception {
    int records = 60_000;
    for (CompressionType type : CompressionType.values()) {
      try (Writer writer =
          SequenceFile.createWriter(
              plain(hdfs),
              Writer.file(hdfs.path(type.name())),
              Writer.keyClass(Text.class),
              Writer.valueClass(IntWritable.class),
              Writer.compression(type, codec(hdfs)))) {
        for (int i = 0; i < records; i++) {
          writer.append(new Text("key " + i % 1000 + " " + "x".repeat(i % 60)), new IntWritable(i));
        }
      }
    }
    long sum = IntStream.range(0, records).asLongStream().sum();
    try (Session session = hdfs.session("local[2]").open()) {
      for (CompressionType type : CompressionType.values()) {
        for (int splits : new int[] {0, 1, 2, 5, 17}) {
          PairDataset<String, Integer> read =
              session.sequenceFile(hdfs.uri(type.name()), String.class, Integer.class, splits);
          assertThat(read.count()).as("%s in %d", type, splits).isEqualTo(records);
          assertThat(read.values().mapToLong(i -> i).sum()).isEqualTo(sum);
        }
        PairDataset<Text, IntWritable> writables =
            session.sequenceFile(hdfs.uri(type.name()), Text.class, IntWritable.class, 3);
        Map<Text, IntWritable> sums =
            writables
                .mapToPair(p -> Pair.of(new Text(p.key().toString().split(" ")[1]), p.value()))
                .reduceByKey((a, b) -> new IntWritable(a.get() + b.get()))
                .collectAsMap();
        assertThat(sums).as("Writables through a shuffle").hasSize(1000);
        assertThat(sums.values().stream().mapToLong(IntWritable::get).sum()).isEqualTo(sum);
      }
    }
  }

  @Test
  void wholeFilesAndRecordsAreWrittenAndRead(Hdfs hdfs) throws Exception {
    hdfs.write("in/a", "one\n");
    hdfs.write("in/b", "");
    hdfs.write("in/c", new byte[2 * Hdfs.BLOCK + 1]);
    List<byte[]> records =
        IntStream.range(0, 300_000)
            .mapToObj(i -> ByteBuffer.allocate(11).putLong(i * 31L).array())
            .toList();
    try (Session session = hdfs.session("local[2]").open()) {
      assertThat(session.binaryFiles(hdfs.uri("in")).mapValues(bytes -> bytes.length).collect())
          .containsExactlyInAnyOrder(
              Pair.of(hdfs.uri("in/a"), 4),
              Pair.of(hdfs.uri("in/b"), 0),
              Pair.of(hdfs.uri("in/c"), 2 * Hdfs.BLOCK + 1));
      for (String codec : CODECS) {
        session
            .parallelize(records, 2)
            .saveAsBinaryRecords(hdfs.uri(codec), 11, SaveOptions.DEFAULT.withCompression(codec));
        for (int splits : new int[] {1, 8}) {
          Dataset<byte[]> read = session.binaryRecords(hdfs.uri(codec), 11, splits);
          assertThat(read.map(bytes -> ByteBuffer.wrap(bytes).getLong()).collect())
              .as(codec)
              .isEqualTo(IntStream.range(0, 300_000).mapToObj(i -> i * 31L).toList());
        }
      }
    }
  }

  private static CompressionCodec codec(Hdfs hdfs) {
    DefaultCodec codec = new DefaultCodec();
    codec.setConf(plain(hdfs));
    return codec;
  }

  /** Settings without Avro and native code, which are not there. */
  private static Configuration plain(Hdfs hdfs) {
    Configuration configuration = hdfs.configuration();
    configuration.set("io.serializations", WritableSerialization.class.getName());
    configuration.set("io.compression.codec.bzip2.library", "java-builtin");
    return configuration;
  }
}
