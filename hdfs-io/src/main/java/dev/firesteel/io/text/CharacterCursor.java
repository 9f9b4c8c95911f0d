package dev.firesteel.io.text;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.api.split.TextForm;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Arrays;

/**
 * Records of a whole file, found in its characters: for charsets whose bytes do not tell where a
 * character is. Malformed bytes become U+FFFD.
 */
final class CharacterCursor implements Cursor<String> {
  private final Reading reading;
  private final Reader in;
  private final String delimiter;
  private char[] buffer;
  private int position;
  private int limit;
  private long base;
  private boolean exhausted;
  private boolean started;

  CharacterCursor(Reading reading, InputStream in, TextForm form) {
    this.reading = reading;
    this.in = new InputStreamReader(in, form.toCharset());
    this.delimiter = form.delimiter();
    this.buffer = new char[reading.bufferSize()];
  }

  @Override
  public boolean advance(Sink<? super String> sink) throws Exception {
    if (!begins()) {
      return false;
    }
    int scanned = position;
    for (; ; ) {
      int end = find(scanned);
      int after = end < limit ? after(end) : limit;
      boolean unsure = end == limit || (after == limit && delimiter.isEmpty());
      if (!unsure || exhausted) {
        if (end - position > reading.maxLength()) {
          throw reading.tooLong(base + position, "character");
        }
        String record = new String(buffer, position, end - position);
        position = after;
        sink.accept(record);
        return true;
      }
      int seen = Math.max(position, end - Math.max(0, delimiter.length() - 1)) - position;
      fill();
      scanned = position + seen;
    }
  }

  /** Whether a record begins at the position. */
  private boolean begins() throws IOException {
    while (position == limit && !exhausted) {
      fill();
    }
    if (!started && position < limit) {
      started = true;
      if (buffer[position] == '\uFEFF') {
        position++;
        return begins();
      }
    }
    return position < limit;
  }

  /** The index of the first end of a record, or the limit. */
  private int find(int from) {
    for (int i = from; i < limit; i++) {
      char c = buffer[i];
      if (delimiter.isEmpty() ? c == '\n' || c == '\r' : is(i)) {
        return i;
      }
    }
    return limit;
  }

  private boolean is(int index) {
    if (index + delimiter.length() > limit) {
      return false;
    }
    for (int i = 0; i < delimiter.length(); i++) {
      if (buffer[index + i] != delimiter.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int after(int end) {
    if (!delimiter.isEmpty()) {
      return end + delimiter.length();
    }
    boolean two = buffer[end] == '\r' && end + 1 < limit && buffer[end + 1] == '\n';
    return two ? end + 2 : end + 1;
  }

  private void fill() throws IOException {
    reading.checkCancelled();
    if (limit - position - delimiter.length() - 2 > reading.maxLength()) {
      throw reading.tooLong(base + position, "character");
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    base += position;
    limit -= position;
    position = 0;
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * limit, Integer.MAX_VALUE - 8L));
    }
    try {
      int read = in.read(buffer, limit, buffer.length - limit);
      exhausted = read < 0;
      limit += Math.max(0, read);
    } catch (IOException e) {
      throw reading.failed(e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
