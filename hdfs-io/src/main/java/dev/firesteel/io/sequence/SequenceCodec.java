package dev.firesteel.io.sequence;

import dev.firesteel.io.codec.Compression;
import dev.firesteel.io.hadoop.HadoopCodecs;
import dev.firesteel.io.storage.MalformedDataException;
import dev.firesteel.io.storage.Storages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence file is compressed with. For the classes of Hadoop's own codecs, this room's do
 * the work, as those need native code in part; others are loaded.
 */
final class SequenceCodec {
  private static final String PACKAGE = "org.apache.hadoop.io.compress.";

  private static final Map<String, Compression> OURS =
      Map.of(
          PACKAGE + "DefaultCodec", Compression.DEFLATE,
          PACKAGE + "DeflateCodec", Compression.DEFLATE,
          PACKAGE + "GzipCodec", Compression.GZIP,
          PACKAGE + "BZip2Codec", Compression.BZIP2,
          PACKAGE + "SnappyCodec", Compression.SNAPPY,
          PACKAGE + "Lz4Codec", Compression.LZ4,
          PACKAGE + "ZStandardCodec", Compression.ZSTD);

  private final String className;
  private final @Nullable Compression ours;
  private final Storages storages;
  private @Nullable HadoopCodecs hadoop;

  /**
   * The codec that a header names.
   *
   * @param className empty for none
   */
  SequenceCodec(String className, Storages storages) {
    this.className = className;
    this.ours = className.isEmpty() ? Compression.NONE : OURS.get(className);
    this.storages = storages;
  }

  /** The class by which Hadoop knows a compression. */
  static String className(Compression compression) {
    return switch (compression) {
      case NONE -> "";
      case GZIP -> PACKAGE + "GzipCodec";
      case DEFLATE -> PACKAGE + "DefaultCodec";
      case BZIP2 -> PACKAGE + "BZip2Codec";
      case ZSTD -> PACKAGE + "ZStandardCodec";
      case LZ4 -> PACKAGE + "Lz4Codec";
      case SNAPPY -> PACKAGE + "SnappyCodec";
    };
  }

  /**
   * Decompresses all bytes.
   *
   * @param what they are, for errors
   * @param at where they are in the file
   */
  byte[] decompress(byte[] bytes, int length, String what, long at) throws IOException {
    try (InputStream in = open(new ByteArrayInputStream(bytes, 0, length))) {
      return in.readAllBytes();
    } catch (IOException | RuntimeException e) {
      throw new MalformedDataException(
          "malformed "
              + what
              + " at byte "
              + at
              + ", which "
              + codec()
              + " compressed: "
              + e.getMessage(),
          e);
    }
  }

  private String codec() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private InputStream open(InputStream in) throws IOException {
    if (ours != null) {
      return ours.decompress(in);
    }
    HadoopCodecs codecs = hadoop;
    if (codecs == null) {
      codecs = new HadoopCodecs(storages.hadoop());
      hadoop = codecs;
    }
    return codecs.decompressBy(className, in);
  }

  /** Compresses the first bytes of an array. */
  static byte[] compress(Compression compression, byte[] bytes, int length) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(Math.max(32, length / 2));
    try (OutputStream out = compression.compress(compressed)) {
      out.write(bytes, 0, length);
    }
    return compressed.toByteArray();
  }
}
