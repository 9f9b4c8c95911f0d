package dev.firesteel.io.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.io.IOException;
import java.nio.charset.Charset;

/**
 * Lines of a range of bytes, in a charset in which bytes below 128 are ASCII, and those of {@code
 * \n} and {@code \r} nothing else. A line ends with {@code \n}, {@code \r\n}, a lone {@code \r} or
 * the end of the file. Malformed bytes become U+FFFD.
 *
 * <p>A line belongs to the split that has the last byte of the line end before it, the first line
 * of a file to the first split: so no split has to look at the bytes before it, which another host
 * may have.
 */
final class LineCursor implements Cursor<String> {
  private final ByteWindow window;
  private final Charset charset;
  private final ByteOrderMark mark;

  /**
   * Lines of bytes.
   *
   * @param mark what is no part of a line that the window's first byte begins
   */
  LineCursor(ByteWindow window, Charset charset, ByteOrderMark mark) {
    this.window = window;
    this.charset = charset;
    this.mark = mark;
  }

  /** Passes the line that began before this split. */
  void skipLine() throws IOException {
    ByteWindow w = window;
    for (; ; ) {
      int eol = plain(Eol.find(w.buffer, w.position, w.limit));
      w.position = eol;
      if (eol < w.limit && complete(eol)) {
        w.position = next(eol);
        return;
      }
      if (w.exhausted) {
        w.position = w.limit;
        return;
      }
      w.fill(1);
    }
  }

  @Override
  public boolean advance(Sink<? super String> sink) throws Exception {
    ByteWindow w = window;
    int scanned = 0;
    while (w.offset() < w.end) {
      int eol = plain(Eol.find(w.buffer, w.position + scanned, w.limit));
      if (eol < w.limit && complete(eol)) {
        emit(eol, next(eol), sink);
        return true;
      }
      if (w.exhausted) {
        return lastLine(sink);
      }
      scanned = eol - w.position;
      w.fill(1);
    }
    return false;
  }

  @Override
  public void forEachRemaining(Sink<? super String> sink) throws Exception {
    while (!sink.done() && advance(sink)) {
      linesInWindow(sink);
    }
  }

  private void linesInWindow(Sink<? super String> sink) throws Exception {
    ByteWindow w = window;
    byte[] bytes = w.buffer;
    int to = w.limit;
    int stop = (int) Math.min(to, w.end - w.base);
    int from = w.position;
    while (from < stop && !sink.done()) {
      int found = Eol.find(bytes, from, to);
      int eol = plain(found);
      if (eol + 1 >= to) {
        break;
      }
      int length = eol - from;
      w.check(length);
      String line = new String(bytes, from, length, found >= 0 ? ISO_8859_1 : charset);
      from = bytes[eol] == '\r' && bytes[eol + 1] == '\n' ? eol + 2 : eol + 1;
      w.position = from;
      sink.accept(line);
    }
  }

  private boolean lastLine(Sink<? super String> sink) throws Exception {
    ByteWindow w = window;
    if (w.available() == mark.length(w)) {
      w.position = w.limit;
      return false;
    }
    emit(w.limit, w.limit, sink);
    return true;
  }

  private void emit(int eol, int next, Sink<? super String> sink) throws Exception {
    ByteWindow w = window;
    w.check(eol - w.position);
    int from = w.position + mark.length(w);
    String line = new String(w.buffer, from, eol - from, charset);
    w.position = next;
    sink.accept(line);
  }

  /**
   * Counts line ends, without making lines: their length has no limit then. Of what lies behind the
   * split it reads one byte, and that only if the split ends with a line end.
   */
  @Override
  public long count() throws Exception {
    ByteWindow w = window;
    if (w.offset() < w.end) {
      w.require(mark.longest() + 1);
    }
    if (w.offset() >= w.end || w.available() == mark.length(w)) {
      w.position = w.limit;
      return 0;
    }
    long count = 1;
    byte last = 0;
    // The line end at the last byte before the end begins the last line.
    while (w.offset() < w.end - 1) {
      if (w.available() == 0) {
        if (w.exhausted) {
          break;
        }
        w.fill(0);
        continue;
      }
      int to = (int) Math.min(w.limit, w.end - 1 - w.base);
      count += EolCount.count(w.buffer, w.position, to, last == '\r');
      last = w.buffer[to - 1];
      w.position = to;
    }
    if (last == '\n' || last == '\r') {
      w.require(1);
      boolean none = w.available() == 0 || (last == '\r' && w.buffer[w.position] == '\n');
      count -= none ? 1 : 0;
    }
    w.position = w.limit;
    w.end = 0;
    return count;
  }

  /** Whether all of a line's end is in the buffer. */
  private boolean complete(int eol) {
    return window.buffer[eol] == '\n' || eol + 1 < window.limit || window.exhausted;
  }

  private int next(int eol) {
    ByteWindow w = window;
    return w.buffer[eol] == '\r' && eol + 1 < w.limit && w.buffer[eol + 1] == '\n'
        ? eol + 2
        : eol + 1;
  }

  private static int plain(int found) {
    return found >= 0 ? found : ~found;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
