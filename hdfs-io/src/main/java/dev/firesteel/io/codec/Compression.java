package dev.firesteel.io.codec;

import dev.firesteel.io.storage.Location;
import java.util.Locale;

/** How an input file is compressed, by its name's extension. */
public enum Compression {
  /** Not at all. */
  NONE,
  /** {@code .gz}: one or more gzip members. */
  GZIP,
  /** {@code .deflate}: a zlib stream, as Hadoop writes it. */
  DEFLATE,
  /** {@code .bz2}: one or more bzip2 streams. */
  BZIP2,
  /** Others that Hadoop may have a codec for: {@code .snappy}, {@code .lz4}, {@code .zst}, … */
  HADOOP;

  /** That of a file. */
  public static Compression of(Location file) {
    String name = file.name();
    return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "gz" -> GZIP;
      case "deflate" -> DEFLATE;
      case "bz2" -> BZIP2;
      case "snappy", "lz4", "zst", "lzo", "xz" -> HADOOP;
      default -> NONE;
    };
  }

  /** Whether several tasks can read one file. */
  public boolean splittable() {
    return this == NONE || this == BZIP2;
  }
}
