package dev.firesteel.io.text;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.io.IOException;
import java.nio.charset.Charset;

/**
 * Records of a range of bytes, found by the bytes of a delimiter. Malformed bytes become U+FFFD.
 *
 * <p>A record belongs to the split that has the first byte of the end before it (of {@code \r\n},
 * of the {@code \n}), the first record of a file to the first split.
 */
final class DelimitedCursor implements Cursor<String> {
  private final ByteWindow window;
  private final RecordEnds ends;
  private final Charset charset;
  private final ByteOrderMark mark;

  /** The index of the end that {@link #findEnd} found, and what follows it. */
  private int end;

  private int next;

  /**
   * Records of bytes.
   *
   * @param charset with a fixed order of bytes
   * @param mark what is no part of a record that the window's first byte begins
   */
  DelimitedCursor(ByteWindow window, RecordEnds ends, Charset charset, ByteOrderMark mark) {
    this.window = window;
    this.ends = ends;
    this.charset = charset;
    this.mark = mark;
  }

  /**
   * Passes the record that began before this split.
   *
   * @param start where the split starts; the window may stand before it
   */
  void skipTo(long start) throws IOException {
    boolean before = true;
    while (before && findEnd(Pass.DROP)) {
      before = window.base + end < start;
      window.position = next;
    }
  }

  private enum Pass {
    KEEP,
    DROP
  }

  /** Finds the end of the record at the position; false if there is none up to the stream's end. */
  private boolean findEnd(Pass pass) throws IOException {
    ByteWindow w = window;
    int scanned = 0;
    for (; ; ) {
      int at = ends.find(w.buffer, w.position + scanned, w.limit);
      int after = at < 0 ? -1 : ends.after(w.buffer, at, w.limit);
      if (after < 0 && at >= 0 && w.exhausted) {
        after = Math.min(at + ends.length(), w.limit);
      }
      if (after >= 0) {
        end = at;
        next = after;
        return true;
      }
      scanned = at >= 0 ? at - w.position : unscanned(w.available());
      if (pass == Pass.DROP) {
        w.position += scanned;
        scanned = 0;
      }
      if (w.exhausted) {
        w.position = pass == Pass.DROP ? w.limit : w.position;
        return false;
      }
      w.fill(2 * ends.length());
    }
  }

  /** Where to go on: all but what may be the beginning of an end was seen. */
  private int unscanned(int available) {
    int seen = Math.max(0, available - ends.length() + 1);
    return (seen + ends.unit() - 1) / ends.unit() * ends.unit();
  }

  /** Whether a record begins at the position; passes the mark of a file. */
  private boolean begins() throws IOException {
    ByteWindow w = window;
    if (w.offset() >= w.end) {
      return false;
    }
    w.require(w.offset() == 0 ? mark.longest() + 1 : 1);
    w.position += mark.length(w);
    return w.available() > 0;
  }

  @Override
  public boolean advance(Sink<? super String> sink) throws Exception {
    if (!begins()) {
      return false;
    }
    ByteWindow w = window;
    boolean ended = findEnd(Pass.KEEP);
    int to = ended ? end : w.limit;
    w.check(to - w.position);
    String record = string(w.buffer, w.position, to - w.position);
    w.position = ended ? next : to;
    sink.accept(record);
    return true;
  }

  /** Decoders of UTF-32 drop a mark at the start of each record, but it is one at a file's only. */
  private String string(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, length, charset);
    return ends.unit() == 4 && mark.begins(bytes, from, from + length) ? "\uFEFF" + text : text;
  }

  /** Passes records without making them: their length has no limit then. */
  @Override
  public long count() throws Exception {
    long count = 0;
    while (begins()) {
      count++;
      if (findEnd(Pass.DROP)) {
        window.position = next;
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
