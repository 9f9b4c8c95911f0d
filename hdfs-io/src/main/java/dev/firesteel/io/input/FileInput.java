package dev.firesteel.io.input;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.split.ConcatCursor;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.io.codec.Decompression;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.Storages;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Input from files that paths and globs name: planned alike for all formats, which say only what
 * can be cut and how a range is read.
 *
 * @param <T> the elements' type
 */
public abstract class FileInput<T extends @Nullable Object> implements InputFormat<T, FileSplit> {
  private static final long serialVersionUID = 1L;

  private final String kind;
  private final List<Location> paths;
  private final int minSplits;
  private final Storages storages;
  private final Decompression decompression;

  /**
   * Input of what the paths and globs name.
   *
   * @param kind what they hold, for people, such as {@code text}
   * @param minSplits splits wanted at least; 0 for the default
   */
  protected FileInput(String kind, List<Location> paths, int minSplits, Storages storages) {
    this.kind = kind;
    this.paths = List.copyOf(paths);
    this.minSplits = minSplits;
    this.storages = storages;
    this.decompression = new Decompression(storages);
  }

  /** Whether several tasks can read one such file. */
  protected abstract boolean splittable(StoredFile file);

  /** Whether an empty file is an element too; if so, it is planned as a range of no bytes. */
  protected boolean readsEmptyFiles() {
    return false;
  }

  /** Whether one task may read several files, one after the other. */
  protected boolean combines() {
    return true;
  }

  /** Opens one range; failures are explained by the caller. */
  protected abstract Cursor<T> open(FileRange range, ReadContext context) throws IOException;

  /** What opens files. */
  protected final Storages storages() {
    return storages;
  }

  /** What opens compressed files. */
  protected final Decompression decompression() {
    return decompression;
  }

  /**
   * The bytes of a range's file from one on, as far as the file went when the input was planned,
   * counted for the task.
   */
  protected final InputStream bytes(FileRange range, long from, ReadContext context)
      throws IOException {
    InputStream in;
    try {
      in = storages.of(range.file()).open(range.file(), from);
    } catch (EOFException e) {
      throw PlannedBytes.shorter(from, range.fileLength());
    }
    return new PlannedBytes(in, from, range.fileLength(), context);
  }

  @Override
  public final List<FileSplit> plan(PlanContext context) {
    Config config = context.config();
    List<StoredFile> files = keep(new InputFiles(storages, config).find(paths));
    long total = files.stream().filter(this::splittable).mapToLong(StoredFile::length).sum();
    long largest = config.get(InputKeys.SPLIT_SIZE);
    long smallest = config.get(InputKeys.MIN_SPLIT_SIZE);
    int slots = context.defaultParallelism();
    SplitPlanner planner =
        minSplits > 0
            ? SplitPlanner.atLeast(total, minSplits, smallest, largest)
            : SplitPlanner.filling(total, slots, smallest, largest);
    Combining combining =
        new Combining(
            largest,
            config.get(InputKeys.OPEN_COST),
            minSplits > 0 ? minSplits : slots,
            combines() ? config.get(InputKeys.SMALL_FILES) : SmallFiles.APART);
    return combining.combine(planner.plan(files, this::splittable));
  }

  private List<StoredFile> keep(List<StoredFile> files) {
    return readsEmptyFiles() ? files : files.stream().filter(file -> file.length() > 0).toList();
  }

  @Override
  public final void write(FileSplit split, SplitOutput out) throws IOException {
    split.write(out);
  }

  @Override
  public final FileSplit read(SplitInput in) throws IOException {
    return FileSplit.read(in);
  }

  @Override
  public final Cursor<T> open(FileSplit split, ReadContext context) {
    List<FileRange> ranges = split.ranges();
    return ranges.size() == 1
        ? explained(ranges.get(0), context)
        : new ConcatCursor<>(
            ranges.stream()
                .map(range -> (ConcatCursor.Opener<T>) () -> explained(range, context))
                .iterator());
  }

  private Cursor<T> explained(FileRange range, ReadContext context) {
    try {
      return open(range, context);
    } catch (IOException e) {
      throw StorageErrors.explain("read", range.file(), e);
    }
  }

  @Override
  public String describe() {
    return kind + " " + paths.stream().map(Location::toString).collect(Collectors.joining(","));
  }
}
