package dev.firesteel.io.hadoop;

import dev.firesteel.io.storage.MalformedDataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.ReflectionUtils;

/** Hadoop's codecs, for compressed files that this room does not read by itself. */
public final class HadoopCodecs {
  /** Hadoop's setting that names the classes of further codecs. */
  public static final String SETTING = "io.compression.codecs";

  private final Configuration configuration;
  private final CompressionCodecFactory codecs;

  /**
   * Codecs that are on the class path or that a setting names.
   *
   * @param settings Hadoop's settings that do not have their default
   */
  public HadoopCodecs(SortedMap<String, String> settings) {
    this.configuration = HadoopSettings.configuration(settings);
    this.codecs = new CompressionCodecFactory(configuration);
  }

  /** Whether there is a codec for a file's extension. */
  public boolean knows(String name) {
    return codecs.getCodec(new Path("/", name)) != null;
  }

  /** Decompresses a file from its start by the codec that the extension of its name says. */
  public InputStream decompress(String name, InputStream in) throws IOException {
    CompressionCodec codec = codecs.getCodec(new Path("/", name));
    if (codec == null) {
      throw new MalformedDataException(
          "no codec for its extension is on the class path (decompress it, or add a codec of Hadoop"
              + " with --jars and firesteel.hadoop.io.compression.codecs)",
          null);
    }
    return decompress(codec, in);
  }

  /** Decompresses data by the codec of a class. */
  public InputStream decompressBy(String className, InputStream in) throws IOException {
    CompressionCodec codec = codecs.getCodecByClassName(className);
    if (codec == null) {
      try {
        Class<?> type =
            Class.forName(className, true, Thread.currentThread().getContextClassLoader());
        codec = ReflectionUtils.newInstance(type.asSubclass(CompressionCodec.class), configuration);
      } catch (ClassNotFoundException | ClassCastException | LinkageError e) {
        throw new MalformedDataException(
            "the codec " + className + " cannot be loaded (add its jar with --jars)", e);
      }
    }
    return decompress(codec, in);
  }

  private static InputStream decompress(CompressionCodec codec, InputStream in) throws IOException {
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
