package dev.firesteel.io.codec;

import dev.firesteel.io.hadoop.HadoopCodecs;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.MalformedDataException;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Opens files as their extensions say: by this room's own codecs, or else by those of Hadoop that
 * an application adds with Hadoop's setting {@code io.compression.codecs}.
 */
public final class Decompression implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Storages storages;
  private transient @Nullable HadoopCodecs loaded;

  /** Of an application's files. */
  public Decompression(Storages storages) {
    this.storages = storages;
  }

  /** Whether several tasks can read one file. */
  public boolean splittable(Location file) {
    return Compression.of(file).splittable() && !byHadoop(file);
  }

  /** Whether the file is compressed at all. */
  public boolean compressed(Location file) {
    return Compression.of(file) != Compression.NONE || byHadoop(file);
  }

  /**
   * A whole file decompressed, as far as it is compressed.
   *
   * @param in the file from its start; closed with the result, and if this fails
   */
  public InputStream open(Location file, InputStream in) throws IOException {
    try {
      return byHadoop(file)
          ? hadoop().decompress(file.name(), in)
          : Compression.of(file).decompress(in);
    } catch (LinkageError e) {
      in.close();
      throw new MalformedDataException(
          "the library for "
              + Compression.of(file).extension()
              + " does not work on this machine: "
              + e.getMessage()
              + " (decompress the file)",
          e);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private boolean byHadoop(Location file) {
    if (Compression.of(file) != Compression.NONE) {
      return false;
    }
    String name = file.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".lzo")
        || name.endsWith(".xz")
        || (storages.hadoop().containsKey(HadoopCodecs.SETTING) && hadoop().knows(file.name()));
  }

  private synchronized HadoopCodecs hadoop() {
    HadoopCodecs known = loaded;
    if (known == null) {
      known = new HadoopCodecs(storages.hadoop());
      loaded = known;
    }
    return known;
  }
}
