package dev.firesteel.io.hadoop;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;

/** Hadoop's bzip2 compressor in pure Java. */
public final class HadoopBzip2 {
  private HadoopBzip2() {}

  /** Compresses to a stream, which is closed with the result. */
  public static OutputStream compress(OutputStream out) throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.set("io.compression.codec.bzip2.library", "java-builtin");
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(configuration);
    return codec.createOutputStream(out);
  }
}
