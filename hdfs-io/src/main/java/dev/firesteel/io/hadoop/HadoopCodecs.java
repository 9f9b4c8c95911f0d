package dev.firesteel.io.hadoop;

import dev.firesteel.io.storage.MalformedDataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** Hadoop's codecs, for compressed files that this room does not read by itself. */
public final class HadoopCodecs {
  private HadoopCodecs() {}

  /**
   * Decompresses a file from its start.
   *
   * @param name the file's name, whose extension says the codec
   * @param settings Hadoop's settings that do not have their default
   */
  public static InputStream decompress(
      String name, InputStream in, SortedMap<String, String> settings) throws IOException {
    CompressionCodec codec =
        new CompressionCodecFactory(HadoopSettings.configuration(settings))
            .getCodec(new Path("/", name));
    if (codec == null) {
      throw new MalformedDataException(
          "no codec for its extension is on the class path (decompress it, or add a codec of Hadoop"
              + " with --jars and firesteel.hadoop.io.compression.codecs)",
          null);
    }
    try {
      return codec.createInputStream(in);
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      throw new MalformedDataException(
          "Hadoop's "
              + codec.getClass().getSimpleName()
              + " does not work here: "
              + e.getMessage()
              + " (decompress the file, or add the codec's library)",
          e);
    }
  }
}
