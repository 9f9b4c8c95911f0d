package dev.firesteel.io.text;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.io.IoKeys;
import dev.firesteel.io.codec.Compression;
import dev.firesteel.io.codec.DeflateInputStream;
import dev.firesteel.io.codec.GzipInputStream;
import dev.firesteel.io.codec.bzip2.Bzip2InputStream;
import dev.firesteel.io.hadoop.HadoopCodecs;
import dev.firesteel.io.input.CountingInputStream;
import dev.firesteel.io.input.InputFiles;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;

/** The lines of text files. */
public final class TextInput implements InputFormat<String, FileSplit> {
  private static final long serialVersionUID = 1L;

  private final List<Location> paths;
  private final int minSplits;
  private final Storages storages;

  /**
   * Lines of what the paths and globs name.
   *
   * @param minSplits splits wanted at least; 0 for the default
   */
  public TextInput(List<Location> paths, int minSplits, Storages storages) {
    this.paths = List.copyOf(paths);
    this.minSplits = minSplits;
    this.storages = storages;
  }

  @Override
  public List<FileSplit> plan(PlanContext context) {
    Config config = context.config();
    List<StoredFile> files =
        new InputFiles(storages, config.get(IoKeys.SUBDIRECTORIES)).find(paths);
    long total =
        files.stream()
            .filter(file -> Compression.of(file.location()).splittable())
            .mapToLong(StoredFile::length)
            .sum();
    long largest = config.get(IoKeys.SPLIT_SIZE);
    SplitPlanner planner =
        minSplits > 0
            ? SplitPlanner.atLeast(total, minSplits, largest)
            : SplitPlanner.filling(
                total, context.defaultParallelism(), config.get(IoKeys.MIN_SPLIT_SIZE), largest);
    return planner.plan(files);
  }

  @Override
  public void write(FileSplit split, SplitOutput out) throws IOException {
    split.write(out);
  }

  @Override
  public FileSplit read(SplitInput in) throws IOException {
    return FileSplit.read(in);
  }

  @Override
  public Cursor<String> open(FileSplit split, ReadContext context) {
    Location file = split.file();
    int maxLength = Math.toIntExact(context.config().get(IoKeys.MAX_LINE_LENGTH));
    try {
      return switch (Compression.of(file)) {
        case NONE -> plain(split, maxLength, context);
        case GZIP ->
            whole(file, new GzipInputStream(storage(split, 0, context)), maxLength, context);
        case DEFLATE ->
            whole(file, new DeflateInputStream(storage(split, 0, context)), maxLength, context);
        case BZIP2 -> bzip2(split, maxLength, context);
        case HADOOP -> whole(file, hadoop(split, context), maxLength, context);
      };
    } catch (IOException e) {
      throw StorageErrors.explain("read", file, e);
    }
  }

  /** A line begins after the end of another: so one byte before the split is read too. */
  private Cursor<String> plain(FileSplit split, int maxLength, ReadContext context)
      throws IOException {
    long from = Math.max(0, split.start() - 1);
    LineCursor lines =
        new LineCursor(
            split.file(), storage(split, from, context), from, split::end, maxLength, context);
    return split.start() == 0 ? lines : skipLine(lines);
  }

  private static Cursor<String> whole(
      Location file, InputStream in, int maxLength, ReadContext context) {
    return new LineCursor(file, in, 0, () -> Long.MAX_VALUE, maxLength, context);
  }

  private Cursor<String> bzip2(FileSplit split, int maxLength, ReadContext context)
      throws IOException {
    InputStream raw = storage(split, split.start(), context);
    Bzip2InputStream in = bzip2(raw, split);
    // A line that begins at the border belongs to the split before it, for which it is cheap to
    // know; this split cannot know how the block before it ends.
    ByteRange range = () -> in.end() == Long.MAX_VALUE ? Long.MAX_VALUE : in.end() + 1;
    LineCursor lines = new LineCursor(split.file(), in, 0, range, maxLength, context);
    return split.start() == 0 ? lines : skipLine(lines);
  }

  private InputStream hadoop(FileSplit split, ReadContext context) throws IOException {
    InputStream raw = storage(split, 0, context);
    try {
      return HadoopCodecs.decompress(split.file().name(), raw, storages.hadoop());
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static Bzip2InputStream bzip2(InputStream raw, FileSplit split) throws IOException {
    try {
      return new Bzip2InputStream(raw, split.start(), split.end());
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static Cursor<String> skipLine(LineCursor lines) throws IOException {
    try {
      lines.skipLine();
      return lines;
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private InputStream storage(FileSplit split, long from, ReadContext context) throws IOException {
    InputStream in = storages.of(split.file()).open(split.file(), from);
    return new CountingInputStream(in, from, split.end(), context);
  }

  @Override
  public String describe() {
    return "text " + paths.stream().map(Location::toString).collect(Collectors.joining(","));
  }
}
