package dev.firesteel.backend.yarn.submit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The content of one log file as YARN's tools and pages print it: behind lines that tell its
 * container, name and length, in front of lines that tell that it has ended.
 */
final class LogText extends FilterInputStream {
  private static final String LENGTH = "LogLength:";
  private static final String CONTENTS = "LogContents:";
  private static final int LONGEST_LINE = 4096;
  private static final int MOST_LINES = 100;

  private long left;

  /** The next bytes, without anything around them. */
  LogText(InputStream in, long length) {
    super(in);
    this.left = length;
  }

  /**
   * Reads up to the content.
   *
   * @throws IOException if it is not such a print
   */
  static LogText of(InputStream printed) throws IOException {
    long length = -1;
    for (int i = 0; i < MOST_LINES; i++) {
      String line = line(printed);
      if (line.startsWith(LENGTH)) {
        length = length(line);
      } else if (line.equals(CONTENTS) && length >= 0) {
        return new LogText(printed, length);
      }
    }
    throw new IOException("It is not printed as YARN prints logs");
  }

  private static long length(String line) throws IOException {
    try {
      return Long.parseLong(line.substring(LENGTH.length()).trim());
    } catch (NumberFormatException e) {
      throw new IOException("A log of YARN has no length: " + line, e);
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.size() > LONGEST_LINE) {
        throw new EOFException("A log of YARN ends before its content");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public int read() throws IOException {
    if (left <= 0) {
      return -1;
    }
    int b = super.read();
    if (b >= 0) {
      left--;
    }
    return b;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left <= 0) {
      return -1;
    }
    int count = super.read(to, from, (int) Math.min(length, left));
    left -= Math.max(0, count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
