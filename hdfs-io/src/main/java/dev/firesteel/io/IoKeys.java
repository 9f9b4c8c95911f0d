package dev.firesteel.io;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.ConfigPrefix;
import dev.firesteel.api.config.Keys;
import dev.firesteel.io.codec.Compression;
import dev.firesteel.io.input.Subdirectories;
import dev.firesteel.io.storage.HadoopSource;
import java.util.List;

/** The settings of file input and output. */
public final class IoKeys implements ConfigKeys {
  /** Largest piece of a file that one task reads. */
  public static final ConfigKey<Long> SPLIT_SIZE =
      Keys.bytes(
              "firesteel.io.split-size",
              "64m",
              "Largest piece of an input file that one task reads; a piece never spans two blocks"
                  + " of a distributed file system. Files that cannot be split are read whole.")
          .check(n -> n >= 1, "at least 1");

  /** Smallest piece into which files are cut to occupy all slots. */
  public static final ConfigKey<Long> MIN_SPLIT_SIZE =
      Keys.bytes(
              "firesteel.io.min-split-size",
              "1m",
              "Smallest piece into which input files are cut only to give every slot a task; a"
                  + " number of splits that the program asks for goes below it.")
          .check(n -> n >= 1, "at least 1");

  /** Longest line. */
  public static final ConfigKey<Long> MAX_LINE_LENGTH =
      Keys.bytes(
              "firesteel.io.max-line-length",
              "256m",
              "Longest line of text input in bytes; a longer one fails its task.")
          .check(n -> n >= 1 && n <= 2047L << 20, "from 1 to 2047m");

  /** What happens with directories inside an input directory. */
  public static final ConfigKey<Subdirectories> SUBDIRECTORIES =
      Keys.choice(
          "firesteel.io.subdirectories",
          Subdirectories.class,
          Subdirectories.REFUSE,
          "What happens with directories inside an input directory: refuse fails and names them,"
              + " skip leaves them out, read reads their files too, at any depth.");

  /** Compression of text output. */
  public static final ConfigKey<Compression> OUTPUT_COMPRESSION =
      Keys.choice(
          "firesteel.io.output-compression",
          Compression.class,
          Compression.NONE,
          "Compression of text output; the files' names get its extension.");

  @Override
  public String title() {
    return "Files";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(
        SPLIT_SIZE,
        MIN_SPLIT_SIZE,
        MAX_LINE_LENGTH,
        SUBDIRECTORIES,
        OUTPUT_COMPRESSION,
        HadoopSource.CONF_DIR);
  }

  @Override
  public List<ConfigPrefix> prefixes() {
    return List.of(
        new ConfigPrefix(
            HadoopSource.PREFIX,
            "Settings of Hadoop's file systems: firesteel.hadoop.KEY sets Hadoop's KEY, on the"
                + " driver and on all executors, stronger than Hadoop's own files."));
  }
}
