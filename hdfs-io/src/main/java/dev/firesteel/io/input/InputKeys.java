package dev.firesteel.io.input;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.util.List;

/** The settings by which input files are found and cut. */
public final class InputKeys implements ConfigKeys {
  /** Largest piece of input that one task reads. */
  public static final ConfigKey<Long> SPLIT_SIZE =
      Keys.bytes(
              "firesteel.io.split-size",
              "64m",
              "Largest piece of input files that one task reads: a part of a file, or several small"
                  + " files. A part spans two blocks of a distributed file system only if one host"
                  + " holds both. Files that cannot be split are read whole.")
          .check(n -> n >= 1, "at least 1");

  /** Smallest piece into which files are cut to occupy all slots. */
  public static final ConfigKey<Long> MIN_SPLIT_SIZE =
      Keys.bytes(
              "firesteel.io.min-split-size",
              "1m",
              "Smallest piece into which input files are cut only to give every slot a task; a"
                  + " number of splits that the program asks for goes below it. Blocks smaller than"
                  + " this are read together with the next ones, whoever holds them.")
          .check(n -> n >= 1, "at least 1");

  /** How small files come into splits. */
  public static final ConfigKey<SmallFiles> SMALL_FILES =
      Keys.choice(
          "firesteel.io.small-files",
          SmallFiles.class,
          SmallFiles.NEARBY,
          "How small files come into splits: nearby puts those together that one host holds, then"
              + " those of one rack; in-order puts neighbours in the order of their names together,"
              + " so that elements keep that order; apart gives each a split of its own.");

  /** What opening a file costs, in bytes. */
  public static final ConfigKey<Long> OPEN_COST =
      Keys.bytes(
              "firesteel.io.open-cost",
              "256k",
              "Bytes that could be read in the time that it takes to open a file; counted for each"
                  + " small file when several are put into a split of at most"
                  + " firesteel.io.split-size.")
          .check(n -> n >= 0 && n <= 1L << 40, "at most 1t");

  /** Directories listed at a time. */
  public static final ConfigKey<Integer> LISTING_THREADS =
      Keys.number(
              "firesteel.io.listing-threads",
              16,
              "Directories of one input that the driver lists at the same time.")
          .check(n -> n >= 1 && n <= 1000, "from 1 to 1000");

  /** What happens with directories inside an input directory. */
  public static final ConfigKey<Subdirectories> SUBDIRECTORIES =
      Keys.choice(
          "firesteel.io.subdirectories",
          Subdirectories.class,
          Subdirectories.REFUSE,
          "What happens with directories inside an input directory: refuse fails and names them,"
              + " skip leaves them out, read reads their files too, at any depth.");

  @Override
  public String title() {
    return "Input files";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(
        SPLIT_SIZE, MIN_SPLIT_SIZE, SMALL_FILES, OPEN_COST, LISTING_THREADS, SUBDIRECTORIES);
  }
}
