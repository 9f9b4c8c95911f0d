package dev.firesteel.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.io.compress.CompressionInputStream;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.DefaultCodec;

/** A codec that an application brings: the file backwards. */
public final class MirrorCodec extends DefaultCodec {
  @Override
  public CompressionInputStream createInputStream(InputStream in) throws IOException {
    byte[] bytes =
        new StringBuilder(new String(in.readAllBytes(), "ISO-8859-1"))
            .reverse()
            .toString()
            .getBytes("ISO-8859-1");
    return new CompressionInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
      }

      @Override
      public int read() throws IOException {
        return in.read();
      }

      @Override
      public void resetState() {}
    };
  }

  @Override
  public CompressionInputStream createInputStream(InputStream in, Decompressor decompressor)
      throws IOException {
    return createInputStream(in);
  }

  @Override
  public String getDefaultExtension() {
    return ".mirror";
  }
}
