package dev.firesteel.io.text;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.io.IoKeys;
import dev.firesteel.io.codec.Compression;
import dev.firesteel.io.codec.DeflateInputStream;
import dev.firesteel.io.codec.GzipInputStream;
import dev.firesteel.io.codec.bzip2.Bzip2InputStream;
import dev.firesteel.io.hadoop.HadoopCodecs;
import dev.firesteel.io.input.FileInput;
import dev.firesteel.io.input.FileRange;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The lines of text files. */
public final class TextInput extends FileInput<String> {
  private static final long serialVersionUID = 1L;

  /**
   * Lines of what the paths and globs name.
   *
   * @param minSplits splits wanted at least; 0 for the default
   */
  public TextInput(List<Location> paths, int minSplits, Storages storages) {
    super("text", paths, minSplits, storages);
  }

  @Override
  protected boolean splittable(StoredFile file) {
    return Compression.of(file.location()).splittable();
  }

  @Override
  protected Cursor<String> open(FileRange range, ReadContext context) throws IOException {
    Location file = range.file();
    int maxLength = Math.toIntExact(context.config().get(IoKeys.MAX_LINE_LENGTH));
    return switch (Compression.of(file)) {
      case NONE -> plain(range, maxLength, context);
      case GZIP -> whole(file, new GzipInputStream(bytes(range, 0, context)), maxLength, context);
      case DEFLATE ->
          whole(file, new DeflateInputStream(bytes(range, 0, context)), maxLength, context);
      case BZIP2 -> bzip2(range, maxLength, context);
      case HADOOP -> whole(file, hadoop(range, context), maxLength, context);
    };
  }

  /** A line begins after the end of another: so one byte before the split is read too. */
  private Cursor<String> plain(FileRange range, int maxLength, ReadContext context)
      throws IOException {
    long from = Math.max(0, range.start() - 1);
    LineCursor lines =
        new LineCursor(
            range.file(), bytes(range, from, context), from, range::end, maxLength, context);
    return range.start() == 0 ? lines : skipLine(lines);
  }

  private static Cursor<String> whole(
      Location file, InputStream in, int maxLength, ReadContext context) {
    return new LineCursor(file, in, 0, () -> Long.MAX_VALUE, maxLength, context);
  }

  private Cursor<String> bzip2(FileRange range, int maxLength, ReadContext context)
      throws IOException {
    InputStream raw = bytes(range, range.start(), context);
    Bzip2InputStream in = bzip2(raw, range);
    // A line that begins at the border belongs to the split before it, for which it is cheap to
    // know; this split cannot know how the block before it ends.
    ByteRange lineStarts = () -> in.end() == Long.MAX_VALUE ? Long.MAX_VALUE : in.end() + 1;
    LineCursor lines = new LineCursor(range.file(), in, 0, lineStarts, maxLength, context);
    return range.start() == 0 ? lines : skipLine(lines);
  }

  private InputStream hadoop(FileRange range, ReadContext context) throws IOException {
    InputStream raw = bytes(range, 0, context);
    try {
      return HadoopCodecs.decompress(range.file().name(), raw, storages().hadoop());
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static Bzip2InputStream bzip2(InputStream raw, FileRange range) throws IOException {
    try {
      return new Bzip2InputStream(raw, range.start(), range.end());
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
}
