package dev.firesteel.io.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.Sink;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a range of bytes. A line ends with {@code \n}, {@code \r\n}, a lone {@code \r} or the
 * end of the file; it belongs to the split that has its first byte, whatever the split's borders.
 * The text is UTF-8, malformed bytes become U+FFFD, and a byte order mark before the first line is
 * dropped.
 */
final class LineCursor implements Cursor<String> {
  private static final int BUFFER = 256 << 10;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final Location file;
  private final ByteRange range;
  private final int maxLength;
  private final ReadContext context;

  private byte[] buffer;
  private long base;
  private int position;
  private int limit;
  private long end;
  private boolean exhausted;
  private boolean first;

  /**
   * Lines of a stream.
   *
   * @param in stands at {@code base}
   * @param base offset of the stream's next byte
   * @param range where lines may begin
   */
  LineCursor(
      Location file,
      InputStream in,
      long base,
      ByteRange range,
      int maxLength,
      ReadContext context) {
    this.file = file;
    this.in = in;
    this.base = base;
    this.range = range;
    this.maxLength = maxLength;
    this.context = context;
    this.end = range.end();
    this.first = base == 0;
    this.buffer = new byte[BUFFER];
  }

  /** Passes the line that began before this split. */
  void skipLine() throws IOException {
    first = false;
    for (; ; ) {
      int eol = plain(Eol.find(buffer, position, limit));
      position = eol;
      if (eol < limit && complete(eol)) {
        position = next(eol);
        return;
      }
      if (exhausted) {
        position = limit;
        return;
      }
      fill();
    }
  }

  @Override
  public boolean advance(Sink<? super String> sink) throws Exception {
    int scanned = 0;
    while (base + position < end) {
      int eol = plain(Eol.find(buffer, position + scanned, limit));
      if (eol < limit && complete(eol)) {
        emit(eol, next(eol), sink);
        return true;
      }
      if (exhausted) {
        return lastLine(sink);
      }
      scanned = eol - position;
      fill();
    }
    return false;
  }

  @Override
  public void forEachRemaining(Sink<? super String> sink) throws Exception {
    while (!sink.done() && advance(sink)) {
      linesInBuffer(sink);
    }
  }

  private void linesInBuffer(Sink<? super String> sink) throws Exception {
    byte[] bytes = buffer;
    int to = limit;
    int stop = (int) Math.min(to, end - base);
    int from = position;
    while (from < stop && !sink.done()) {
      int found = Eol.find(bytes, from, to);
      int eol = plain(found);
      if (eol + 1 >= to) {
        break;
      }
      int length = eol - from;
      if (length > maxLength) {
        throw tooLong();
      }
      String line = new String(bytes, from, length, found >= 0 ? ISO_8859_1 : UTF_8);
      from = bytes[eol] == '\r' && bytes[eol + 1] == '\n' ? eol + 2 : eol + 1;
      position = from;
      sink.accept(line);
    }
  }

  private boolean lastLine(Sink<? super String> sink) throws Exception {
    if (position == limit || (markLength() == limit - position)) {
      position = limit;
      return false;
    }
    emit(limit, limit, sink);
    return true;
  }

  private void emit(int eol, int next, Sink<? super String> sink) throws Exception {
    if (eol - position > maxLength) {
      throw tooLong();
    }
    int from = position + markLength();
    String line = new String(buffer, from, eol - from, UTF_8);
    position = next;
    first = false;
    sink.accept(line);
  }

  private int markLength() {
    return first
            && limit - position >= MARK.length
            && Arrays.equals(buffer, position, position + MARK.length, MARK, 0, MARK.length)
        ? MARK.length
        : 0;
  }

  /** Whether all of a line's end is in the buffer. */
  private boolean complete(int eol) {
    return buffer[eol] == '\n' || eol + 1 < limit || exhausted;
  }

  private int next(int eol) {
    return buffer[eol] == '\r' && eol + 1 < limit && buffer[eol + 1] == '\n' ? eol + 2 : eol + 1;
  }

  private static int plain(int found) {
    return found >= 0 ? found : ~found;
  }

  private void fill() throws IOException {
    if (context.cancelled()) {
      throw new FiresteelException(
          ErrorCategory.CANCELLED, "Cannot read on in " + file + ": the task was cancelled");
    }
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      base += position;
      limit -= position;
      position = 0;
    }
    if (limit - 1 > maxLength) {
      throw tooLong();
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * limit, Integer.MAX_VALUE - 8L));
    }
    try {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        exhausted = true;
      } else {
        limit += read;
      }
    } catch (IOException e) {
      throw StorageErrors.explain("read", file, e);
    }
    end = range.end();
  }

  private FiresteelException tooLong() {
    return new FiresteelException(
        ErrorCategory.USER,
        "Cannot read "
            + file
            + ": the line at byte "
            + (base + position)
            + " is longer than "
            + maxLength
            + " bytes (raise firesteel.io.max-line-length, or check that this is text)");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
