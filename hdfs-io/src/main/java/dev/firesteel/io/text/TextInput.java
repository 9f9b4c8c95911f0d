package dev.firesteel.io.text;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.io.IoKeys;
import dev.firesteel.io.codec.Compression;
import dev.firesteel.io.codec.bzip2.Bzip2InputStream;
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
    return decompression().splittable(file.location());
  }

  @Override
  protected Cursor<String> open(FileRange range, ReadContext context) throws IOException {
    Location file = range.file();
    int maxLength = Math.toIntExact(context.config().get(IoKeys.MAX_LINE_LENGTH));
    if (!decompression().compressed(file)) {
      return plain(range, maxLength, context);
    }
    if (Compression.of(file) == Compression.BZIP2) {
      return bzip2(range, maxLength, context);
    }
    InputStream in = decompression().open(file, bytes(range, 0, context));
    return new LineCursor(file, in, 0, () -> Long.MAX_VALUE, maxLength, context);
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
