package dev.firesteel.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.FileFixture.Way;
import dev.firesteel.io.codec.Compression;
import dev.firesteel.io.storage.Location;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.bzip2.CBZip2OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.SnappyFramedOutputStream;

/** Compressed input and output, by extension. */
final class CompressedFilesTest {
  private static final List<String> LINES =
      IntStream.range(0, 5000).mapToObj(i -> "line " + i * 7919L % 10007).toList();

  @TempDir Path root;

  private interface Compressor {
    OutputStream open(OutputStream out) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void gzipMembersAreReadOneAfterTheOther(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root);
    byte[] first = gzip("a\nb");
    files.file("in.gz", join(first, gzip(""), gzip("c\nd\n"), new byte[3]));
    assertThat(files.lines("in.gz", 0)).containsExactly("a", "bc", "d");
    assertThat(files.plan(files.name("in.gz"), 9)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void deflateIsRead(Way way) throws Exception {
    byte[] bytes = compress(DeflaterOutputStream::new, String.join("\n", LINES));
    FileFixture files = new FileFixture(way, root).file("in.deflate", bytes);
    assertThat(files.lines("in.deflate", 0)).isEqualTo(LINES);
  }

  @Test
  void zlibStreamsAreReadOneAfterTheOther() throws Exception {
    byte[] first = compress(DeflaterOutputStream::new, "a\nb");
    byte[] second = compress(DeflaterOutputStream::new, "c\nd\n");
    FileFixture files = new FileFixture(Way.LOCAL, root);
    files.file("in.deflate", join(first, compress(DeflaterOutputStream::new, ""), second));
    assertThat(files.lines("in.deflate", 0)).containsExactly("a", "bc", "d");
    files.file("in.deflate", join(first, "more".getBytes(UTF_8)));
    assertThatThrownBy(() -> files.lines("in.deflate", 0))
        .hasMessageStartingWith("Cannot read " + files.name("in.deflate"))
        .hasMessageContaining("malformed zlib data near byte");
  }

  @ParameterizedTest
  @EnumSource
  void bzip2IsReadInAnyNumberOfSplits(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root).file("in.bz2", bzip2(String.join("\n", LINES)));
    for (int splits : new int[] {1, 7, 100}) {
      assertThat(files.lines("in.bz2", splits)).isEqualTo(LINES);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bzip2BlocksGiveEachLineOnceInEverySplit(long seed) throws Exception {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < 650_000) {
      int length = random.nextInt(100) == 0 ? random.nextInt(150_000) : random.nextInt(60);
      for (int i = 0; i < length; i++) {
        text.append((char) ('a' + random.nextInt((int) seed * 4)));
      }
      text.append(List.of("\n", "\r\n", "\r", "\n\n").get(random.nextInt(4)));
    }
    FileFixture files = new FileFixture(Way.LOCAL, root);
    files.file("in.txt", text.toString());
    int half = 300_000;
    files.file(
        "in.bz2", join(bzip2(text.substring(0, half)), bzip2(text.substring(half)), bzip2("")));
    List<String> expected = files.lines("in.txt", 1);
    for (int splits : new int[] {1, 2, 5, 13}) {
      assertThat(files.lines("in.bz2", splits)).isEqualTo(expected);
    }
  }

  @Test
  void bzip2WithBordersOfBlocksAroundEndsOfLines() throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root);
    for (String eol : List.of("\n", "\r", "\r\n")) {
      for (int length = 99_976; length < 99_985; length++) {
        String text = noise(length) + eol + "x" + eol + noise(100) + eol + "z";
        files.file("in.txt", text).file("in.bz2", bzip2(text));
        assertThat(files.lines("in.bz2", 9)).isEqualTo(files.lines("in.txt", 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"in.gz", "in.bz2", "in.deflate", "in.zst", "in.lz4", "in.snappy"})
  void cutOffDataIsNamedWithItsPlace(String name) throws Exception {
    byte[] whole = compressed(name);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    FileFixture files = new FileFixture(Way.LOCAL, root).file(name, half);
    assertThatThrownBy(() -> files.lines(name, 1))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessageStartingWith(
            "Cannot read " + files.name(name) + ": the file ends at byte " + half.length)
        .hasMessageContaining("cut off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"in.gz", "in.bz2", "in.deflate", "in.zst"})
  void corruptDataIsNeverTakenForGood(String name) throws Exception {
    byte[] whole = compressed(name);
    Random random = new Random(7);
    for (int round = 0; round < 30; round++) {
      byte[] bad = whole.clone();
      int at = 14 + random.nextInt(bad.length - 14);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      FileFixture files = new FileFixture(Way.LOCAL, root).file(name, bad);
      assertThatThrownBy(() -> files.lines(name, 1))
          .as("byte %d", at)
          .isInstanceOf(FiresteelException.class)
          .hasMessageStartingWith("Cannot read " + files.name(name))
          .hasMessageContaining("byte ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"in.gz", "in.bz2", "in.deflate", "in.zst", "in.lz4", "in.snappy"})
  void textInACompressedFilesNameIsRefused(String name) throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root).file(name, "just text\n");
    assertThatThrownBy(() -> files.lines(name, 1))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining(files.name(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip.gz",
        "bzip2.bz2",
        "several-frames.zst",
        "skippable-frames.zst",
        "long-window.zst",
        "frames.lz4",
        "linked-blocks.lz4",
        "several-frames.lz4"
      })
  void filesOfTheCommandLineToolsAreRead(String name) throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root).file(name, resource(name));
    assertThat(files.lines(name, 3))
        .isEqualTo(
            IntStream.range(0, 6000).mapToObj(i -> "line " + i + " " + i * 7919L % 10007).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"several-frames.zst", "frames.lz4", "linked-blocks.lz4"})
  void damagedFilesOfTheCommandLineToolsAreNamed(String name) throws Exception {
    byte[] whole = resource(name);
    FileFixture files = new FileFixture(Way.LOCAL, root);
    files.file(name, Arrays.copyOf(whole, whole.length - 2));
    assertThatThrownBy(() -> files.lines(name, 1))
        .hasMessage(
            "Cannot read %s: the file ends at byte %d inside %s data (it is cut off)",
            files.name(name),
            whole.length - 2,
            name.substring(name.indexOf('.') + 1, name.length()).replace("zst", "zstd"));
    whole[5000] ^= 8;
    files.file(name, whole);
    assertThatThrownBy(() -> files.lines(name, 1))
        .isInstanceOf(FiresteelException.class)
        .hasMessageStartingWith("Cannot read " + files.name(name) + ": malformed ")
        .hasMessageContaining("near byte ");
  }

  @Test
  void snappyFramesAreRead() throws Exception {
    byte[] bytes = compress(SnappyFramedOutputStream::new, String.join("\n", LINES));
    FileFixture files = new FileFixture(Way.LOCAL, root).file("in.snappy", join(bytes, bytes));
    assertThat(files.lines("in.snappy", 4)).hasSize(LINES.size() * 2 - 1);
    bytes[1000] ^= 1;
    files.file("in.snappy", bytes);
    assertThatThrownBy(() -> files.lines("in.snappy", 4))
        .hasMessageContaining("malformed snappy data near byte");
  }

  @ParameterizedTest
  @ValueSource(strings = {".gz", ".deflate", ".bz2", ".lz4", ".snappy"})
  void filesOfHadoopsCodecsAreReadAndThoseForThemWritten(String extension) throws Exception {
    CompressionCodec codec = hadoop(extension);
    for (int copies : new int[] {0, 1, 20}) {
      String text = (String.join("\n", LINES) + "\n").repeat(copies);
      FileFixture files = new FileFixture(Way.LOCAL, root);
      files.file("in" + extension, compress(codec::createOutputStream, text));
      assertThat(
              String.join("\n", files.lines("in" + extension, 4))
                  + "\n".repeat(copies == 0 ? 0 : 1))
          .isEqualTo(text);
      Compression ours = Compression.of(Location.parse("x" + extension));
      byte[] written = compress(ours::compress, text);
      try (InputStream in = codec.createInputStream(new ByteArrayInputStream(written))) {
        assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(text);
      }
    }
  }

  @Test
  void chunksOfOneBlockAreReadTogether() throws Exception {
    String text = noise(1_000_000);
    CompressionCodec codec = hadoop(".snappy");
    byte[] bytes = compress(codec::createOutputStream, text);
    assertThat(ByteBuffer.wrap(bytes).getInt()).as("one block").isEqualTo(text.length());
    FileFixture files = new FileFixture(Way.LOCAL, root).file("in.snappy", bytes);
    assertThat(files.lines("in.snappy", 1)).containsExactly(text);
  }

  @Test
  void anImpossibleLengthIsNoReasonToTakeMemory() throws Exception {
    byte[] bytes = ByteBuffer.allocate(20).putInt(Integer.MAX_VALUE).putInt(60 << 20).array();
    FileFixture files = new FileFixture(Way.LOCAL, root).file("in.lz4", bytes);
    assertThatThrownBy(() -> files.lines("in.lz4", 1))
        .hasMessageContaining("the file ends at byte 20 inside lz4 data (it is cut off)");
  }

  @Test
  void aSnappyChunkThatSaysMoreThanTwoGibibytesIsRefused() throws Exception {
    byte[] good = compress(Compression.SNAPPY::compress, noise(1000));
    byte[] chunk = {-1, -1, -1, -1, 15, 0, 'x'};
    byte[] lengths = ByteBuffer.allocate(8).putInt(1000).putInt(chunk.length).array();
    FileFixture files = new FileFixture(Way.LOCAL, root);
    files.file("in.snappy", join(good, lengths, chunk));
    assertThatThrownBy(() -> files.lines("in.snappy", 1))
        .hasMessageContaining("is damaged: it is longer than its block");
  }

  @ParameterizedTest
  @EnumSource
  void codecsOfTheApplicationAreUsed(Way way) throws Exception {
    FileFixture files =
        new FileFixture(way, root)
            .set("firesteel.hadoop.io.compression.codecs", MirrorCodec.class.getName())
            .file("in/a.mirror", "oN")
            .file("in/b.txt", "No");
    assertThat(files.lines("in", 0)).containsExactly("No", "No");
    assertThat(files.plan(files.name("in/a.mirror"), 2)).hasSize(1);
  }

  @Test
  void aCompressionThatNothingReadsIsRefused() throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root).file("in.xz", "x");
    assertThatThrownBy(() -> files.lines("in.xz", 1))
        .isInstanceOf(FiresteelException.class)
        .hasMessageStartingWith(
            "Cannot read " + files.name("in.xz") + ": no codec for its extension");
  }

  @Test
  void emptyCompressedFilesHaveNoLines() throws Exception {
    FileFixture files =
        new FileFixture(Way.LOCAL, root).file("in/a.gz", gzip("")).file("in/b.bz2", bzip2(""));
    assertThat(files.lines("in", 0)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void outputIsCompressedOnRequest(Compression compression) throws Exception {
    String name = compression.name().toLowerCase(Locale.ROOT);
    for (Way way : Way.values()) {
      FileFixture files = new FileFixture(way, root).set("firesteel.io.output-compression", name);
      files.write("out" + way, List.of(LINES, List.of()));
      String part = "out" + way + "/part-00000" + compression.extension();
      assertThat(root.resolve(part)).exists();
      assertThat(files.lines("out" + way, 3)).isEqualTo(LINES);
    }
  }

  private static byte[] compressed(String name) throws IOException {
    String text = String.join("\n", LINES);
    return switch (name) {
      case "in.gz" -> gzip(text);
      case "in.bz2" -> bzip2(text);
      case "in.zst" -> compress(Compression.ZSTD::compress, text);
      case "in.lz4" -> compress(Compression.LZ4::compress, text);
      case "in.snappy" -> compress(Compression.SNAPPY::compress, text);
      default -> compress(DeflaterOutputStream::new, text);
    };
  }

  private static CompressionCodec hadoop(String extension) {
    Configuration configuration = new Configuration();
    configuration.set("io.compression.codec.bzip2.library", "java-builtin");
    return new CompressionCodecFactory(configuration)
        .getCodec(new org.apache.hadoop.fs.Path("x" + extension));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = CompressedFilesTest.class.getResourceAsStream("/codecs/" + name)) {
      return in.readAllBytes();
    }
  }

  /** Without runs, so that a block holds as many bytes as it is large. */
  private static String noise(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + i % 2 * 13 + random.nextInt(13)));
    }
    return text.toString();
  }

  private static byte[] gzip(String text) throws IOException {
    return compress(GZIPOutputStream::new, text);
  }

  /** With the smallest blocks that bzip2 knows. */
  private static byte[] bzip2(String text) throws IOException {
    byte[] name = {'B', 'Z'};
    if (text.isEmpty()) {
      byte[] empty = {'h', '1', 0x17, 0x72, 0x45, 0x38, 0x50, (byte) 0x90, 0, 0, 0, 0};
      return join(name, empty);
    }
    return join(name, compress(out -> new CBZip2OutputStream(out, 1), text));
  }

  private static byte[] compress(Compressor compressor, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compressor.open(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
