package dev.firesteel.io.text;

import java.nio.charset.Charset;
import java.util.Arrays;

/** The bytes U+FEFF at the start of a file, which tell its charset and are no part of the text. */
final class ByteOrderMark {
  /** For charsets that have none. */
  static final ByteOrderMark NONE = new ByteOrderMark(new byte[0]);

  private final byte[] bytes;

  private ByteOrderMark(byte[] bytes) {
    this.bytes = bytes;
  }

  /** That of a Unicode charset with a fixed order of bytes. */
  static ByteOrderMark of(Charset unicode) {
    return new ByteOrderMark("\uFEFF".getBytes(unicode));
  }

  /** Bytes that it has where there is one. */
  int longest() {
    return bytes.length;
  }

  /** Whether these bytes begin with it. */
  boolean begins(byte[] text, int from, int to) {
    return to - from >= bytes.length
        && Arrays.equals(text, from, from + bytes.length, bytes, 0, bytes.length);
  }

  /** Bytes that it has at the window's position: 0 unless the stream begins there. */
  int length(ByteWindow at) {
    return at.offset() == 0 && begins(at.buffer, at.position, at.limit) ? bytes.length : 0;
  }
}
