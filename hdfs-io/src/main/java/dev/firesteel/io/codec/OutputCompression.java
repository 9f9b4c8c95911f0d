package dev.firesteel.io.codec;

import dev.firesteel.io.hadoop.HadoopBzip2;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** How output files are compressed. */
public enum OutputCompression {
  /** Not at all. */
  NONE(""),
  /** As gzip does. */
  GZIP(".gz"),
  /** As bzip2 does; slow, small, and split when it is read. */
  BZIP2(".bz2");

  private static final int BUFFER = 64 << 10;

  private final String extension;

  OutputCompression(String extension) {
    this.extension = extension;
  }

  /** What follows the files' names. */
  public String extension() {
    return extension;
  }

  /** Compresses to a stream, which is closed with the result. */
  public OutputStream compress(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out, BUFFER);
      case BZIP2 -> HadoopBzip2.compress(out);
    };
  }
}
