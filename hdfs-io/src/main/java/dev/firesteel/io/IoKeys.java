package dev.firesteel.io;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import dev.firesteel.io.codec.Compression;
import java.util.List;

/** The settings of file input and output. */
public final class IoKeys implements ConfigKeys {
  /** Longest line. */
  public static final ConfigKey<Long> MAX_LINE_LENGTH =
      Keys.bytes(
              "firesteel.io.max-line-length",
              "256m",
              "Longest line of text input in bytes; a longer one fails its task.")
          .check(n -> n >= 1 && n <= 2047L << 20, "from 1 to 2047m");

  /** Compression of output, object files excepted. */
  public static final ConfigKey<Compression> OUTPUT_COMPRESSION =
      Keys.choice(
          "firesteel.io.output-compression",
          Compression.class,
          Compression.NONE,
          "Compression of output, where SaveOptions say nothing else: text, binary records and"
              + " sequence files. The names of files get its extension, but for sequence files, whose"
              + " header tells it.");

  @Override
  public String title() {
    return "Files";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(MAX_LINE_LENGTH, OUTPUT_COMPRESSION);
  }
}
