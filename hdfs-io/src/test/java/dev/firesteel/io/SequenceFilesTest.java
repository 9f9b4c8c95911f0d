package dev.firesteel.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.api.split.SequenceOptions;
import dev.firesteel.api.split.SequenceOptions.Unit;
import dev.firesteel.io.FileFixture.Way;
import dev.firesteel.io.codec.Compression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.SequenceFile.Reader;
import org.apache.hadoop.io.SequenceFile.Writer;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.io.serializer.WritableSerialization;
import org.apache.hadoop.util.ReflectionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hadoop's sequence files: ours for Hadoop, Hadoop's for us. */
final class SequenceFilesTest {
  private static final List<Entry<Long, String>> PAIRS =
      IntStream.range(0, 4000).mapToObj(i -> pair((long) i, "value " + i * 7919L % 10007)).toList();

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(strings = {"just text", "SEQ\u0003old", "SEQ"})
  void otherFilesAreRefused(String content) throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root).file("in", content);
    assertThatThrownBy(() -> read(files, "in", 1))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessageStartingWith("Cannot read " + files.name("in") + ": ");
  }

  @Test
  void otherClassesAreRefusedWithThoseThatFit() throws Exception {
    FileFixture files = written(Compression.NONE, Unit.BLOCK, PAIRS);
    assertThatThrownBy(() -> read(files, "out", String.class, String.class, 1))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessage(
            "Cannot read %s: its keys are org.apache.hadoop.io.LongWritable, which do not become"
                + " java.lang.String (ask for Long.class or LongWritable.class)",
            files.name("out/part-00000"));
  }

  @Test
  void aClassThatIsNotThereIsNamed() throws Exception {
    FileFixture files = written(Compression.NONE, Unit.BLOCK, PAIRS);
    String part = Files.readString(root.resolve("out/part-00000"), ISO_8859_1);
    Files.writeString(root.resolve("in"), part.replace("io.Text", "io.Tuxt"), ISO_8859_1);
    assertThatThrownBy(() -> read(files, "in", 1))
        .hasMessage(
            "Cannot read %s: the class of its values cannot be loaded: org.apache.hadoop.io.Tuxt"
                + " (add its jar with --jars)",
            files.name("in"));
  }

  @Test
  void aCodecThatIsNotThereIsNamed() throws Exception {
    FileFixture files = written(Compression.DEFLATE, Unit.BLOCK, PAIRS);
    String part = Files.readString(root.resolve("out/part-00000"), ISO_8859_1);
    Files.writeString(root.resolve("in"), part.replace("DefaultCodec", "DefoultCodec"), ISO_8859_1);
    assertThatThrownBy(() -> read(files, "in", 1))
        .hasMessageContaining(files.name("in"))
        .hasMessageContaining(
            "the codec org.apache.hadoop.io.compress.DefoultCodec cannot be loaded (add its jar"
                + " with --jars)");
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void cutOffFilesAreNamedWithTheByte(Compression compression, Unit unit) throws Exception {
    FileFixture files = written(compression, unit, some(compression, unit));
    byte[] whole = Files.readAllBytes(root.resolve("out/part-00000"));
    for (int length : new int[] {20, whole.length / 2, whole.length - 1}) {
      files.file("in", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(files, "in", 1))
          .as("%d bytes of %d", length, whole.length)
          .isInstanceOf(FiresteelException.class)
          .hasMessageStartingWith("Cannot read " + files.name("in") + ": ")
          .hasMessageContaining("byte ");
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void damageNeverEndsInAnythingButAnErrorWithTheFilesName(Compression compression, Unit unit)
      throws Exception {
    FileFixture files = written(compression, unit, some(compression, unit).subList(0, 50));
    byte[] whole = Files.readAllBytes(root.resolve("out/part-00000"));
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      byte[] bad = whole.clone();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      files.file("in", bad);
      try {
        read(files, "in", 1);
      } catch (FiresteelException e) {
        assertThat(e).hasMessageStartingWith("Cannot read " + files.name("in") + ": ");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1, 3})
  void aBlockThatSaysItHasFewerRecordsIsDamaged(byte said) throws Exception {
    FileFixture files = written(Compression.DEFLATE, Unit.BLOCK, PAIRS.subList(0, 4));
    byte[] bytes = Files.readAllBytes(root.resolve("out/part-00000"));
    int mark = new String(bytes, ISO_8859_1).indexOf("\u00ff\u00ff\u00ff\u00ff");
    int count = mark + 20;
    assertThat(bytes[count]).isEqualTo((byte) 4);
    bytes[count] = said;
    files.file("in", bytes);
    assertThatThrownBy(() -> read(files, "in", 1))
        .hasMessage(
            "Cannot read %s: the block at byte %d is damaged: it holds more than it says",
            files.name("in"), count);
  }

  @Test
  void elementsOfOtherClassesThanTheFirstAreRefused() {
    FileFixture files = new FileFixture(Way.LOCAL, root);
    assertThatThrownBy(
            () ->
                write(
                    files, SequenceOptions.DEFAULT, List.of(List.of(pair(1, "a"), pair(2L, "b")))))
        .hasMessageContaining("Cannot write " + files.name("out"))
        .hasMessageContaining(
            "keys are java.lang.Integer, but one is a java.lang.Long (a sequence file has one class"
                + " of each)");
  }

  @Test
  void elementsWithoutAFormOfHadoopsAreRefused() {
    FileFixture files = new FileFixture(Way.LOCAL, root);
    assertThatThrownBy(
            () -> write(files, SequenceOptions.DEFAULT, List.of(List.of(pair("a", List.of())))))
        .hasMessageContaining("which Hadoop has no form for (map them to String");
  }

  static Stream<Arguments> layouts() {
    return Arrays.stream(Compression.values())
        .flatMap(
            compression ->
                Arrays.stream(Unit.values()).map(unit -> Arguments.of(compression, unit)));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void whatIsWrittenIsReadInEverySplitAndByHadoop(Compression compression, Unit unit)
      throws Exception {
    List<Entry<Long, String>> pairs = some(compression, unit);
    FileFixture files = written(compression, unit, pairs);
    for (int splits : new int[] {1, 2, 7, 100}) {
      assertThat(read(files, "out", splits)).isEqualTo(pairs);
    }
    if (compression != Compression.ZSTD) { // for which Hadoop needs its native library
      assertThat(byHadoop(root.resolve("out/part-00000"))).isEqualTo(pairs);
    }
  }

  static Stream<Arguments> hadoopsLayouts() {
    return Stream.concat(
        Stream.of(Arguments.of(CompressionType.NONE, DefaultCodec.class)),
        Stream.of(DefaultCodec.class, BZip2Codec.class, SnappyCodec.class, Lz4Codec.class)
            .flatMap(
                codec ->
                    Stream.of(CompressionType.RECORD, CompressionType.BLOCK)
                        .map(type -> Arguments.of(type, codec))));
  }

  @ParameterizedTest
  @MethodSource("hadoopsLayouts")
  void hadoopsFilesAreReadInEverySplit(
      CompressionType type, Class<? extends CompressionCodec> codec) throws Exception {
    boolean slow = codec == BZip2Codec.class && type == CompressionType.RECORD;
    List<Entry<Long, String>> pairs = slow ? PAIRS.subList(0, 200) : PAIRS;
    hadoopWrites(type, codec, pairs, 0);
    for (Way way : Way.values()) {
      FileFixture files = new FileFixture(way, root);
      for (int splits : new int[] {1, 3, 50}) {
        assertThat(read(files, "in", splits)).isEqualTo(pairs);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  void splitsOfOneByteGiveEachRecordOnce(CompressionType type) throws Exception {
    List<Entry<Long, String>> pairs = PAIRS.subList(0, 40);
    hadoopWrites(type, DefaultCodec.class, pairs, 3);
    FileFixture files = new FileFixture(Way.LOCAL, root);
    int length = (int) Files.size(root.resolve("in"));
    for (int splits : new int[] {length, length / 2, length / 3, length / 19}) {
      assertThat(read(files, "in", splits)).isEqualTo(pairs);
    }
  }

  @Test
  void allClassesOfJavaThatFitAreWrittenAndRead() throws Exception {
    roundTrip("a", 1, String.class, Integer.class);
    roundTrip((short) 2, (byte) 3, Short.class, Byte.class);
    roundTrip(1.5f, 2.5, Float.class, Double.class);
    roundTrip(true, 7L, Boolean.class, Long.class);
    roundTrip(null, "x", Void.class, String.class);
    FileFixture files = new FileFixture(Way.LOCAL, root.resolve("bytes"));
    write(files, SequenceOptions.DEFAULT, List.of(List.of(pair(1, new byte[] {1, 2}))));
    assertThat(read(files, "out", IntWritable.class, byte[].class, 1).get(0).getValue())
        .containsExactly(1, 2);
  }

  private <K, V> void roundTrip(K key, V value, Class<K> keyClass, Class<V> valueClass)
      throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root.resolve(valueClass.getSimpleName()));
    write(files, SequenceOptions.DEFAULT, List.of(List.of(pair(key, value), pair(key, value))));
    assertThat(read(files, "out", keyClass, valueClass, 1))
        .containsExactly(pair(key, value), pair(key, value));
  }

  @Test
  void writablesAreWrittenAndReadEachAnObjectOfItsOwn() throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root);
    List<Entry<NullWritable, BooleanWritable>> pairs =
        List.of(
            pair(NullWritable.get(), new BooleanWritable(true)),
            pair(NullWritable.get(), new BooleanWritable(false)));
    write(files, SequenceOptions.DEFAULT, List.of(pairs));
    assertThat(read(files, "out", NullWritable.class, BooleanWritable.class, 1)).isEqualTo(pairs);
    assertThat(read(files, "out", Writable.class, Writable.class, 1)).isEqualTo(pairs);
  }

  @Test
  void filesWithoutRecordsFitAllClassesAndNameThoseGiven() throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root);
    write(files, SequenceOptions.DEFAULT, List.of(List.of()));
    assertThat(read(files, "out", 1)).isEmpty();
    FileFixture other = new FileFixture(Way.LOCAL, root.resolve("given"));
    write(
        other,
        SequenceOptions.DEFAULT.withClasses(BytesWritable.class, String.class),
        List.of(List.of()));
    try (Reader reader =
        new Reader(
            hadoop(),
            Reader.file(new org.apache.hadoop.fs.Path(other.path("out/part-00000").toUri())))) {
      assertThat(reader.getKeyClass()).isEqualTo(BytesWritable.class);
      assertThat(reader.getValueClass()).isEqualTo(Text.class);
    }
  }

  /** Fewer where each needs a megabyte of memory to be compressed. */
  private static List<Entry<Long, String>> some(Compression compression, Unit unit) {
    boolean slow = compression == Compression.BZIP2 && unit == Unit.RECORD;
    return slow ? PAIRS.subList(0, 300) : PAIRS;
  }

  private FileFixture written(Compression compression, Unit unit, List<? extends Entry<?, ?>> pairs)
      throws Exception {
    FileFixture files =
        new FileFixture(Way.LOCAL, root)
            .set("firesteel.io.output-compression", compression.name().toLowerCase(Locale.ROOT));
    write(files, SequenceOptions.DEFAULT.withUnit(unit), List.of(pairs));
    return files;
  }

  @SuppressWarnings("unchecked")
  private static void write(
      FileFixture files,
      SequenceOptions options,
      List<? extends List<? extends Entry<?, ?>>> partitions)
      throws Exception {
    FormatFixture.write(
        files,
        FileFixture.formats()
            .<Object, Object>sequenceOutput(
                files.name("out"), options, SaveOptions.DEFAULT, files.config()),
        (List<List<Entry<Object, Object>>>) (List<?>) partitions);
  }

  private static List<Entry<Long, String>> read(FileFixture files, String name, int splits)
      throws Exception {
    return read(files, name, Long.class, String.class, splits);
  }

  private static <K, V> List<Entry<K, V>> read(
      FileFixture files, String name, Class<K> key, Class<V> value, int splits) throws Exception {
    return FormatFixture.read(
        files,
        FileFixture.formats().sequences(files.name(name), key, value, splits, files.config()));
  }

  private static List<Entry<Long, String>> byHadoop(Path file) throws Exception {
    List<Entry<Long, String>> all = new ArrayList<>();
    try (Reader reader =
        new Reader(hadoop(), Reader.file(new org.apache.hadoop.fs.Path(file.toUri())))) {
      LongWritable key = new LongWritable();
      Text value = new Text();
      while (reader.next(key, value)) {
        all.add(pair(key.get(), value.toString()));
      }
    }
    return all;
  }

  private void hadoopWrites(
      CompressionType type,
      Class<? extends CompressionCodec> codec,
      List<Entry<Long, String>> pairs,
      int marks)
      throws Exception {
    Configuration configuration = hadoop();
    try (Writer writer =
        SequenceFile.createWriter(
            configuration,
            Writer.file(new org.apache.hadoop.fs.Path(root.resolve("in").toUri())),
            Writer.keyClass(LongWritable.class),
            Writer.valueClass(Text.class),
            Writer.metadata(
                new SequenceFile.Metadata(
                    new java.util.TreeMap<>(
                        java.util.Map.of(new Text("who"), new Text("Hadoop"))))),
            Writer.compression(type, ReflectionUtils.newInstance(codec, configuration)))) {
      int count = 0;
      for (Entry<Long, String> pair : pairs) {
        writer.append(new LongWritable(pair.getKey()), new Text(pair.getValue()));
        if (marks > 0 && ++count % marks == 0) {
          writer.sync();
        }
      }
    }
  }

  /** Without Avro, which Hadoop would load otherwise, and without native code. */
  private static Configuration hadoop() {
    Configuration configuration = new Configuration();
    configuration.set("io.serializations", WritableSerialization.class.getName());
    configuration.set("io.compression.codec.bzip2.library", "java-builtin");
    return configuration;
  }

  private static <K, V> Entry<K, V> pair(K key, V value) {
    return new SimpleImmutableEntry<>(key, value);
  }
}
