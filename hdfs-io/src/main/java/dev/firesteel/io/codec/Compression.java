package dev.firesteel.io.codec;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.codec.bzip2.Bzip2InputStream;
import dev.firesteel.io.storage.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** How a file is compressed, by its name's extension. Both directions need no Hadoop class. */
public enum Compression {
  /** Not at all. */
  NONE(""),
  /** {@code .gz}: one or more gzip members (RFC 1952). */
  GZIP(".gz"),
  /** {@code .deflate}: one or more zlib streams (RFC 1950), as Hadoop writes them. */
  DEFLATE(".deflate"),
  /** {@code .bz2}: one or more bzip2 streams; slow, small, and split when it is read. */
  BZIP2(".bz2"),
  /** {@code .zst}: one or more Zstandard frames (RFC 8878); written with checksums. */
  ZSTD(".zst"),
  /** {@code .lz4}: written as Hadoop does; read so and as the {@code lz4} tool writes it. */
  LZ4(".lz4"),
  /** {@code .snappy}: written as Hadoop does; read so and in Snappy's framing format. */
  SNAPPY(".snappy");

  private static final int BUFFER = 64 << 10;

  private final String extension;

  Compression(String extension) {
    this.extension = extension;
  }

  /** That of a file; {@link #NONE} if the extension is none of these. */
  public static Compression of(Location file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    for (Compression each : values()) {
      if (each != NONE && name.endsWith(each.extension)) {
        return each;
      }
    }
    return NONE;
  }

  /**
   * By its name, in any case.
   *
   * @throws FiresteelException if there is none of this name
   */
  public static Compression named(String name) {
    for (Compression each : values()) {
      if (each.name().equalsIgnoreCase(name)) {
        return each;
      }
    }
    throw new FiresteelException(
        ErrorCategory.USER,
        "Cannot compress with '"
            + name
            + "': there is no such codec (use "
            + Arrays.stream(values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))
            + ")");
  }

  /** What follows the files' names. */
  public String extension() {
    return extension;
  }

  /** Whether several tasks can read one file. */
  public boolean splittable() {
    return this == NONE || this == BZIP2;
  }

  /**
   * Decompresses a whole file from its start. Failures are {@link
   * dev.firesteel.io.storage.MalformedDataException}s that say at which byte.
   *
   * @param in is closed with the result
   */
  public InputStream decompress(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GzipInputStream(in);
      case DEFLATE -> new DeflateInputStream(in);
      case BZIP2 -> new Bzip2InputStream(in, 0, Long.MAX_VALUE / Byte.SIZE);
      case ZSTD -> Zstd.decompress(in);
      case LZ4 -> Lz4.decompress(in);
      case SNAPPY -> Snappy.decompress(in);
    };
  }

  /** Compresses to a stream, which is closed with the result. */
  public OutputStream compress(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out, BUFFER);
      case DEFLATE -> new DeflaterOutputStream(out);
      case BZIP2 -> Bzip2.compress(out);
      case ZSTD -> Zstd.compress(out);
      case LZ4 -> new ChunkOutputStream(out, new Lz4());
      case SNAPPY -> new ChunkOutputStream(out, new Snappy());
    };
  }
}
