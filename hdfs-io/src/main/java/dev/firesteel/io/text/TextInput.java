package dev.firesteel.io.text;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.TextForm;
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
import java.nio.charset.Charset;
import java.util.List;

/** The records of text files: lines, or what stands between delimiters. */
public final class TextInput extends FileInput<String> {
  private static final long serialVersionUID = 1L;

  /** Bytes that the longest byte order mark has. */
  private static final int MARK = 4;

  private static final int BUFFER = 256 << 10;

  /** Bytes of the buffer for what lies behind a small range. */
  private static final int TAIL = 4 << 10;

  private final TextLayout layout;

  /**
   * Records of what the paths and globs name.
   *
   * @param minSplits splits wanted at least; 0 for the default
   */
  public TextInput(List<Location> paths, int minSplits, TextForm form, Storages storages) {
    super("text", paths, minSplits, storages);
    this.layout = TextLayout.of(form);
  }

  @Override
  protected boolean splittable(StoredFile file) {
    boolean blocks = Compression.of(file.location()) == Compression.BZIP2;
    return decompression().splittable(file.location())
        && (blocks ? layout.splittableInBlocks() : layout.splittable());
  }

  @Override
  protected Cursor<String> open(FileRange range, ReadContext context) throws IOException {
    Location file = range.file();
    if (!decompression().compressed(file)) {
      return plain(range, context);
    }
    if (Compression.of(file) == Compression.BZIP2) {
      return bzip2(range, context);
    }
    return opening(
        decompression().open(file, bytes(range, 0, context)),
        in -> first(range, in, border -> Long.MAX_VALUE, context));
  }

  private Cursor<String> plain(FileRange range, ReadContext context) throws IOException {
    if (range.start() == 0) {
      return opening(
          bytes(range, 0, context),
          in -> first(range, in, border -> range.end() + border, context));
    }
    Charset charset = layout.charset(start(range, context));
    RecordEnds ends = layout.ends(charset);
    long start = (range.start() + layout.unit() - 1) / layout.unit() * layout.unit();
    if (start >= range.fileLength()) {
      return sink -> false;
    }
    long from = ends.overlap() ? SafeStart.before(start, ends, peek(range, context)) : start;
    return opening(
        bytes(range, from, context),
        in -> {
          ByteRange starts = () -> range.end() + ends.length();
          ByteWindow window = new ByteWindow(reading(range, context), in, from, starts);
          return later(window, charset, start);
        });
  }

  private Cursor<String> bzip2(FileRange range, ReadContext context) throws IOException {
    InputStream raw = bytes(range, range.start(), context);
    return opening(
        raw,
        bytes -> {
          Bzip2InputStream in = new Bzip2InputStream(bytes, range.start(), range.end());
          Border border = length -> in.end() == Long.MAX_VALUE ? Long.MAX_VALUE : in.end() + length;
          if (range.start() == 0) {
            return first(range, in, border, context);
          }
          Charset charset = layout.charset(new byte[0]);
          ByteRange starts = () -> border.plus(layout.ends(charset).length());
          ByteWindow window = new ByteWindow(reading(range, context), in, 0, starts);
          return later(window, charset, 0);
        });
  }

  /** Where a split ends in its stream, and so many bytes behind it. */
  @FunctionalInterface
  private interface Border {
    long plus(int bytes);
  }

  /** Records from a file's start. */
  private Cursor<String> first(FileRange range, InputStream in, Border border, ReadContext context)
      throws IOException {
    Reading reading = reading(range, context);
    if (layout.search() == TextLayout.Search.CHARACTERS) {
      return new CharacterCursor(reading, in, layout.form());
    }
    int length = layout.ends(layout.charset(new byte[0])).length();
    ByteRange starts = () -> border.plus(length);
    ByteWindow window = new ByteWindow(reading, in, 0, starts);
    Charset charset = layout.charset(layout.orderIsMarked() ? window.peek(MARK) : new byte[0]);
    ByteOrderMark mark = TextLayout.mark(charset);
    return layout.search() == TextLayout.Search.LINES
        ? new LineCursor(window, charset, mark)
        : new DelimitedCursor(window, layout.ends(charset), charset, mark);
  }

  /** Records that begin behind an end from {@code start} on. */
  private Cursor<String> later(ByteWindow window, Charset charset, long start) throws IOException {
    if (layout.search() == TextLayout.Search.LINES) {
      LineCursor lines = new LineCursor(window, charset, ByteOrderMark.NONE);
      lines.skipLine();
      return lines;
    }
    DelimitedCursor records =
        new DelimitedCursor(window, layout.ends(charset), charset, TextLayout.mark(charset));
    records.skipTo(start);
    return records;
  }

  private byte[] start(FileRange range, ReadContext context) throws IOException {
    return layout.orderIsMarked() ? peek(range, context).read(0, MARK) : new byte[0];
  }

  private SafeStart.Source peek(FileRange range, ReadContext context) {
    return (from, length) -> {
      try (InputStream in = bytes(range, from, context)) {
        return in.readNBytes(length);
      }
    };
  }

  private Reading reading(FileRange range, ReadContext context) {
    boolean compressed = decompression().compressed(range.file());
    int maxLength = Math.toIntExact(context.config().get(IoKeys.MAX_LINE_LENGTH));
    int size = compressed ? BUFFER : (int) Math.min(BUFFER, range.length() + TAIL);
    return new Reading(range.file(), maxLength, size, context);
  }

  @FunctionalInterface
  private interface Opener {
    Cursor<String> open(InputStream in) throws IOException;
  }

  private static Cursor<String> opening(InputStream in, Opener opener) throws IOException {
    try {
      return opener.open(in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }
}
