package dev.firesteel.io.codec;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Writes bzip2 streams, by Commons Compress. */
final class Bzip2 {
  private Bzip2() {}

  static OutputStream compress(OutputStream out) throws IOException {
    return new BZip2CompressorOutputStream(out);
  }
}
