package dev.firesteel.io.codec;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Zstandard frames, by the reference implementation. */
final class Zstd {
  private Zstd() {}

  static InputStream decompress(InputStream in) throws IOException {
    return GuardedInputStream.open("zstd data", in, ZstdInputStreamNoFinalizer::new);
  }

  static OutputStream compress(OutputStream out) throws IOException {
    return new ZstdOutputStreamNoFinalizer(out).setChecksum(true);
  }
}
